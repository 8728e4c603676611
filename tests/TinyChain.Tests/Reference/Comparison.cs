using TinyChain.Codegen;
using TinyChain.Ir.Ops;
using TinyChain.Ir.Values;
using TinyChain.Parser;
using TinyChain.Runtime.Auth;
using TinyChain.Runtime.Execution;
using TinyChain.Runtime.Transactions;
using TinyChain.Tests.Ir.Encodings;

namespace TinyChain.Tests.Reference;

/// <summary>Runs ops compiled and evaluated, each in a world of its own.</summary>
internal sealed class Comparison
{
    private const int MaxFuel = 1_000_000;

    private readonly OpCache _cache = new();

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
        var (evaluated, compiled) = (new FakeWorld(), new FakeWorld());
        var evaluator = new ReferenceEvaluator(evaluated);
        var expected = evaluator.Run(op);
        var actual = await Run(op, compiled);
        if (expected is not { } answer) return null;
        var isOtherFault = answer.IsFault && actual.As<Fault>() is { } fault
            && evaluator.Faults.Contains(fault.Kind);
        if (Show(answer) != Show(actual) && !isOtherFault)
            return $"evaluated: {Explain(answer)}\ncompiled:  {Explain(actual)}";
        // After a fault, what else would have run has run or not, as it happens.
        return answer.IsFault || evaluated.Calls.SequenceEqual(compiled.Calls) ? null
            : $"evaluated calls:\n{string.Join('\n', evaluated.Calls)}\n"
                + $"compiled calls:\n{string.Join('\n', compiled.Calls)}";
    }

    /// <summary>The compiler's answer.</summary>
    public ValueTask<State> Run(OpDef op, FakeWorld world)
    {
        var budget = new Budget(TimeProvider.System, TimeSpan.FromSeconds(30), MaxFuel);
        var machinery = new Machinery(_cache, new FakeVerbs(world));
        return OpRunner.Run(
            new CallContext(Caller.Anonymous, new Txn(default), budget, machinery), op);
    }

    private static string Show(State state) =>
        state.As<Fault>() is { } fault ? fault.Kind.ToString() : StateDump.Of(state);

    private static string Explain(State state) => state.As<Fault>() is { } fault
        ? $"{fault.Kind}: {fault.Message} [{string.Join("; ", fault.Stack)}]" : Show(state);
}
