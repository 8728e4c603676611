using System.Text;
using TinyChain.Codegen;
using TinyChain.Ir.Ops;
using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;
using TinyChain.Parser;
using TinyChain.Runtime.Auth;
using TinyChain.Runtime.Execution;
using TinyChain.Runtime.Transactions;

namespace TinyChain.Tests.Golden;

/// <summary>The stage `run`: calls a case's op, compiled, in a fake host.</summary>
internal static class Runs
{
    /// <summary>Enough for each case; soon spent by a loop without end.</summary>
    private const int Fuel = 100_000;

    /// <summary>
    /// What the op asked of the world, then its answer. `args` is JSON: the key of a GET or DELETE
    /// op, `[key, value]` of a PUT, the parameters of a POST; absent, the op is called with none.
    /// </summary>
    public static async Task<string> Print(OpDef op, string? args)
    {
        var host = new FakeHost();
        var budget = new Budget(TimeProvider.System, TimeSpan.FromSeconds(30), Fuel);
        var context = new CallContext(
            Caller.Anonymous, new Txn(default), budget, new Machinery(new OpCache(), host));
        // Without a test's synchronization context the op goes on as soon as it is answered.
        var answer = await Task.Run(async () =>
        {
            var run = Call(context, op, args).AsTask();
            while (!run.IsCompleted && host.AnswerNext())
            {
            }

            return await run;
        });
        return string.Join('\n', host.Transcript.Append(Stages.Print(answer)));
    }

    private static ValueTask<State> Call(CallContext context, OpDef op, string? args)
    {
        var callee = State.Of(op);
        var given = args is null ? State.None : Value(args);
        return op.Kind switch
        {
            OpKind.Get => Dispatch.Get(context, callee, [], given),
            OpKind.Put => Dispatch.Put(context, callee, [], Pair(given)),
            OpKind.Post => Dispatch.Post(
                context, callee, [], args is null ? State.Of(MapState.Empty) : given),
            OpKind.Delete => Dispatch.Delete(context, callee, [], given),
        };
    }

    private static (State Key, State Value) Pair(State given) =>
        given.As<TupleState>() is { Items: [var key, var value] } ? (key, value) : default;

    private static State Value(string json) =>
        ((LiteralNode)OpParser.ParseValue(Encoding.UTF8.GetBytes(json)).Product!).Value;
}
