using System.Text;
using TinyChain.Codegen;
using TinyChain.Ir.Ops;
using TinyChain.Ir.Values;
using TinyChain.Parser;
using TinyChain.Runtime.Auth;
using TinyChain.Runtime.Execution;
using TinyChain.Runtime.Transactions;
using Xunit;

namespace TinyChain.Tests.Runtime.Execution;

/// <summary>Runs the statements of a hypothetical in process, without a host.</summary>
internal static class OpRun
{
    /// <summary>Starts `{"op": statements}`; verbs on links go to `verbs`.</summary>
    internal static Task<State> Start(string statements, IVerbs verbs) =>
        OpRunner.Run(Context(verbs), Parse(statements)).AsTask();

    internal static OpDef Parse(string statements)
    {
        var json = Encoding.UTF8.GetBytes($$"""{"op": {{statements}}}""");
        var parsed = OpParser.ParseHypothetical(json);
        Assert.True(parsed.IsOk, string.Join("; ", parsed.Diagnostics.Items));
        return parsed.Product;
    }

    internal static CallContext Context(IVerbs verbs) => new(
        Caller.Anonymous, new Txn(new TxnId(1, 1)),
        new Budget(TimeProvider.System, TimeSpan.FromSeconds(60)),
        new Machinery(new OpCache(), verbs));
}
