using TinyChain.Ir.Ops;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Auth;
using TinyChain.Runtime.Execution;
using TinyChain.Runtime.Transactions;

namespace TinyChain.Tests.Reference;

/// <summary>
/// Runs ops in a world of their own, the same way each time however busy the machine is: their
/// clock stands still, so that only fuel ends them.
/// </summary>
internal static class FakeRun
{
    /// <summary>More than most of these ops take.</summary>
    public const long MaxFuel = 1_000_000;

    /// <summary>It is always the same time.</summary>
    public static TimeProvider Clock { get; } = new StillClock();

    /// <summary>An op's answer, and the fuel that it took.</summary>
    public static (State Answer, long Fuel) Of(
        OpDef op, ICompiledOps ops, FakeWorld world, long fuel = MaxFuel) =>
        Of(context => OpRunner.Run(context, op), ops, world, fuel);

    public static (State Answer, long Fuel) Of(
        Func<CallContext, ValueTask<State>> call, ICompiledOps ops, FakeWorld world,
        long fuel = MaxFuel)
    {
        using var verbs = new FakeVerbs(world);
        var budget = new Budget(Clock, TimeSpan.FromSeconds(30), fuel);
        var context = new CallContext(
            Caller.Anonymous, new Txn(default), budget, new Machinery(ops, verbs));
        return (verbs.Finish(() => call(context)), budget.Used);
    }

    private sealed class StillClock : TimeProvider
    {
        public override long GetTimestamp() => 0;
    }
}
