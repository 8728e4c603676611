using TinyChain.Codegen;
using TinyChain.Codegen.Tiering;
using TinyChain.Ir.Ops;
using TinyChain.Ir.Values;
using TinyChain.Parser;
using TinyChain.Runtime.Execution;
using TinyChain.Tests.Ir.Encodings;

namespace TinyChain.Tests.Reference;

/// <summary>
/// Runs ops interpreted, emitted and evaluated, each in a world of its own. Every op is interpreted
/// as a plan; then it is emitted before its first call, or by turns in the middle of it: at its
/// second call, or the second turn of a loop. What is compiled must also fail alike, and take the
/// same fuel; and again where there is too little of it, or just enough.
/// </summary>
internal sealed class Comparison
{
    /// <summary>`TC_TIER=0` leaves out the JIT, which takes most of the time.</summary>
    private static readonly bool s_isQuick =
        Environment.GetEnvironmentVariable("TC_TIER") == "0";

    private readonly OpCache _interpreted = CacheOf(new() { Tier = Tier.Interpret });

    private readonly OpCache[] _emitted =
    [
        CacheOf(new() { Tier = Tier.Emit }),
        CacheOf(new() { Tier = Tier.Auto, Threshold = 1, IsImmediate = true }),
    ];

    /// <summary>What runs plans, and needs no code for it.</summary>
    public ICompiledOps Interpreted => _interpreted;

    /// <summary>Both ways to emit, of which an op else goes one.</summary>
    public (string Name, ICompiledOps Ops)[] Emitted =>
        [("tier 1 at once", _emitted[0]), ("tier 1 after a call", _emitted[1])];

    /// <summary>What is wrong with the compiler's answer; null where nothing is.</summary>
    public string? Problem(byte[] json, bool isWellFormed)
    {
        try
        {
            var parsed = OpParser.ParseHypothetical(json);
            if (parsed.IsOk) return Problem(parsed.Product);
            return isWellFormed ? $"refused: {string.Join("; ", parsed.Diagnostics.Items)}" : null;
        }
        catch (Exception bug)
        {
            return bug.ToString();
        }
    }

    /// <summary>`others` run the op too, and are called so where they differ.</summary>
    public string? Problem(OpDef op, params (string Name, ICompiledOps Ops)[] others)
    {
        var first = Run(op, _interpreted, FakeRun.MaxFuel);
        if (DifferenceFromEvaluated(op, first) is { } wrong) return $"in tier 0\n{wrong}";
        if (!s_isQuick) others = [("tier 1", _emitted[op.NodeCount % 2]), .. others];
        var less = new Random(op.NodeCount).NextInt64(1, first.Fuel + 1);
        return Difference(op, first, others, FakeRun.MaxFuel)
            ?? Difference(op, Run(op, _interpreted, less), others, less);
    }

    private static string? Difference(
        OpDef op, Outcome first, (string Name, ICompiledOps Ops)[] others, long fuel)
    {
        foreach (var (name, ops) in others)
        {
            var other = Run(op, ops, fuel);
            if (other != first) return $"of {fuel}\nin tier 0: {first}\nin {name}: {other}";
        }

        return null;
    }

    /// <summary>The compiler's answer, emitted.</summary>
    public State Run(OpDef op) => FakeRun.Of(op, _emitted[0], new FakeWorld()).Answer;

    private static string? DifferenceFromEvaluated(OpDef op, Outcome actual)
    {
        var world = new FakeWorld();
        var evaluator = new ReferenceEvaluator(world);
        if (evaluator.Run(op) is not { } answer) return null;
        var isOtherFault = answer.IsFault && actual.Fault is { } fault
            && evaluator.Faults.Contains(fault.Kind);
        if (Kind(answer) != Kind(actual.State) && !isOtherFault)
            return $"evaluated: {Show(answer)}\ncompiled:  {Show(actual.State)}";
        // After a fault, what else would have run has run or not, as it happens.
        var calls = string.Join('\n', world.Calls);
        return answer.IsFault || calls == actual.Calls ? null
            : $"evaluated calls:\n{calls}\ncompiled calls:\n{actual.Calls}";
    }

    private static OpCache CacheOf(TierPolicy tiers) =>
        new(new CompilerOptions { Tiers = tiers });

    private static Outcome Run(OpDef op, ICompiledOps ops, long given)
    {
        var world = new FakeWorld();
        var (answer, fuel) = FakeRun.Of(op, ops, world, given);
        return new(answer, fuel, string.Join('\n', world.Calls));
    }

    private static string Kind(State state) =>
        state.As<Fault>() is { } fault ? fault.Kind.ToString() : StateDump.Of(state);

    private static string Show(State state) => state.As<Fault>() is { } fault
        ? $"{fault.Kind}: {fault.Message} [{string.Join("; ", fault.Stack)}]" : Kind(state);

    /// <summary>All that a run shows of itself.</summary>
    private sealed record Outcome(State State, long Fuel, string Calls)
    {
        public Fault? Fault => State.As<Fault>();

        public bool Equals(Outcome? other) => other is not null && ToString() == other.ToString();

        public override int GetHashCode() => Fuel.GetHashCode();

        public override string ToString() => $"{Show(State)}, fuel {Fuel}, calls:\n{Calls}";
    }
}
