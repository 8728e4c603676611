using TinyChain.Codegen;
using TinyChain.Codegen.Tiering;
using TinyChain.Ir.Ops;
using TinyChain.Ir.Values;
using TinyChain.Parser;
using TinyChain.Runtime.Auth;
using TinyChain.Runtime.Execution;
using TinyChain.Runtime.Transactions;
using TinyChain.Tests.Ir.Encodings;

namespace TinyChain.Tests.Reference;

/// <summary>
/// Runs ops interpreted, emitted and evaluated, each in a world of its own. Every op is interpreted
/// as a plan; then it is emitted before its first call, or by turns in the middle of it: at its
/// second call, or the second turn of a loop.
/// </summary>
internal sealed class Comparison
{
    private const int MaxFuel = 1_000_000;

    /// <summary>`TC_TIER=0` leaves out the JIT, which takes most of the time.</summary>
    private static readonly bool s_isQuick =
        Environment.GetEnvironmentVariable("TC_TIER") == "0";

    private readonly OpCache _interpreted = CacheOf(new() { Tier = Tier.Interpret });

    private readonly OpCache[] _emitted =
    [
        CacheOf(new() { Tier = Tier.Emit }),
        CacheOf(new() { Tier = Tier.Auto, Threshold = 1, IsImmediate = true }),
    ];

    /// <summary>What is wrong with the compiler's answer; null where nothing is.</summary>
    public async Task<string?> Problem(byte[] json, bool isWellFormed)
    {
        try
        {
            var parsed = OpParser.ParseHypothetical(json);
            if (parsed.IsOk) return await Difference(parsed.Product);
            return isWellFormed ? $"refused: {string.Join("; ", parsed.Diagnostics.Items)}" : null;
        }
        catch (Exception bug)
        {
            return bug.ToString();
        }
    }

    private async Task<string?> Difference(OpDef op)
    {
        var evaluated = new FakeWorld();
        var evaluator = new ReferenceEvaluator(evaluated);
        var expected = evaluator.Run(op);
        OpCache[] tiers = s_isQuick ? [_interpreted] : [_interpreted, _emitted[op.NodeCount % 2]];
        foreach (var cache in tiers)
        {
            var compiled = new FakeWorld();
            var actual = await Run(op, compiled, cache);
            if (expected is { } answer
                && Difference((evaluator, answer), actual, (evaluated, compiled)) is { } problem)
                return (cache == _interpreted ? "in tier 0\n" : "in tier 1\n") + problem;
        }

        return null;
    }

    private static string? Difference(
        (ReferenceEvaluator By, State Answer) expected, State actual,
        (FakeWorld Evaluated, FakeWorld Compiled) worlds)
    {
        var (evaluator, answer) = expected;
        var (evaluated, compiled) = worlds;
        var isOtherFault = answer.IsFault && actual.As<Fault>() is { } fault
            && evaluator.Faults.Contains(fault.Kind);
        if (Show(answer) != Show(actual) && !isOtherFault)
            return $"evaluated: {Explain(answer)}\ncompiled:  {Explain(actual)}";
        // After a fault, what else would have run has run or not, as it happens.
        return answer.IsFault || evaluated.Calls.SequenceEqual(compiled.Calls) ? null
            : $"evaluated calls:\n{string.Join('\n', evaluated.Calls)}\n"
                + $"compiled calls:\n{string.Join('\n', compiled.Calls)}";
    }

    /// <summary>The compiler's answer, emitted.</summary>
    public ValueTask<State> Run(OpDef op, FakeWorld world) => Run(op, world, _emitted[0]);

    private static OpCache CacheOf(TierPolicy tiers) =>
        new(new CompilerOptions { Tiers = tiers });

    private static ValueTask<State> Run(OpDef op, FakeWorld world, OpCache cache)
    {
        var budget = new Budget(TimeProvider.System, TimeSpan.FromSeconds(30), MaxFuel);
        var machinery = new Machinery(cache, new FakeVerbs(world));
        return OpRunner.Run(
            new CallContext(Caller.Anonymous, new Txn(default), budget, machinery), op);
    }

    private static string Show(State state) =>
        state.As<Fault>() is { } fault ? fault.Kind.ToString() : StateDump.Of(state);

    private static string Explain(State state) => state.As<Fault>() is { } fault
        ? $"{fault.Kind}: {fault.Message} [{string.Join("; ", fault.Stack)}]" : Show(state);
}
