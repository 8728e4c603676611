using System.Text;
using TinyChain.Codegen;
using TinyChain.Ir.Ops;
using TinyChain.Ir.Values;
using TinyChain.Parser;
using TinyChain.Runtime.Auth;
using TinyChain.Runtime.Execution;
using TinyChain.Runtime.Transactions;
using TinyChain.Tests.Ir.Encodings;
using Xunit;

namespace TinyChain.Tests.Reference;

/// <summary>
/// The compiler answers as the reference evaluator does. `TC_SEED=n` tries one op, `TC_OPS=n` so
/// many.
/// </summary>
public sealed class AgreementTests
{
    private readonly OpCache _cache = new();

    [Fact]
    public async Task Random_ops_answer_alike_compiled_and_evaluated()
    {
        var seed = Number("TC_SEED") ?? Random.Shared.Next(int.MaxValue / 2);
        var count = Number("TC_OPS") ?? (Number("TC_SEED") is null ? 20_000 : 1);
        for (var i = 0; i < count; i++)
        {
            var json = OpGenerator.Make(seed + i);
            var problem = await Compare(json);
            Assert.True(problem is null, $"{problem}\n{json}\nTC_SEED={seed + i}");
        }
    }

    private static int? Number(string variable) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), out var n) ? n : null;

    /// <summary>How the two differ, or null.</summary>
    private async Task<string?> Compare(string json)
    {
        var parsed = OpParser.ParseHypothetical(Encoding.UTF8.GetBytes(json));
        if (!parsed.IsOk) return $"does not parse: {string.Join("; ", parsed.Diagnostics.Items)}";
        var op = parsed.Product;
        var (world, compiledWorld) = (new FakeWorld(), new FakeWorld());
        var expected = ReferenceEvaluator.Run(op, world);
        var actual = await Run(op, compiledWorld);
        if (expected is not { } answer) return null;
        if (Show(answer) != Show(actual)) return $"{Full(answer)}\n≠ {Full(actual)}";
        return answer.IsFault || world.Calls.SequenceEqual(compiledWorld.Calls) ? null
            : $"calls\n{string.Join('\n', world.Calls)}\n≠\n{string.Join('\n', compiledWorld.Calls)}";
    }

    private ValueTask<State> Run(OpDef op, FakeWorld world) => OpRunner.Run(
        new CallContext(
            Caller.Anonymous, new Txn(default), new Budget(
                TimeProvider.System, TimeSpan.FromSeconds(5), 1_000_000),
            new Machinery(_cache, new FakeVerbs(world))),
        op);

    private static string Full(State state) => state.As<Fault>() is { } fault
        ? $"{fault.Kind}: {fault.Message} [{string.Join("; ", fault.Stack)}]" : Show(state);

    private static string Show(State state) =>
        state.As<Fault>() is { } fault ? fault.Kind.ToString() : StateDump.Of(state);
}
