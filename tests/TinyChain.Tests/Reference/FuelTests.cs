using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text;
using TinyChain.Codegen;
using TinyChain.Ir.Checking;
using TinyChain.Ir.Diagnostics;
using TinyChain.Ir.Ops;
using TinyChain.Ir.Planning;
using TinyChain.Ir.Values;
using TinyChain.Parser;
using TinyChain.Runtime.Execution;
using TinyChain.Tests.Ir.Encodings;
using Xunit;

namespace TinyChain.Tests.Reference;

/// <summary>Fuel is a fact about an op, not about the variant that happens to run.</summary>
public sealed class FuelTests
{
    private readonly OpCache _specialised = new();
    private readonly GeneralOps _general = new((op, signature, problems) =>
        OpCompiler.Plan(op, signature, problems));

    private readonly GeneralOps _plain = new((op, signature, problems) =>
        OpChecker.Check(op, signature, problems) is { } typed
            ? OpPlanner.Plan(typed, problems) : null);

    [Fact]
    public void Every_variant_takes_the_same_fuel() => RandomRun.Try(
        nameof(Every_variant_takes_the_same_fuel), 1_500, (seed, run) =>
        {
            var op = OpGenerator.Make(seed);
            if (Difference((op, _general), (op, _specialised), 0) is { } difference)
                run.Add(seed, $"{difference}\n{op}");
        });

    /// <summary>What is known of its arguments changes nothing, nor where it is written.</summary>
    [Fact]
    public void A_call_takes_the_same_fuel_whatever_is_known_of_it() => RandomRun.Try(
        nameof(A_call_takes_the_same_fuel_whatever_is_known_of_it), 1_500, (seed, run) =>
        {
            var (known, strange) = OpGenerator.MakeCalls(seed);
            if (Difference((known, _specialised), (strange, _specialised), ParameterGenerator.More)
                is { } difference)
                run.Add(seed, $"called by a stranger: {difference}\n{known}\n{strange}");
            if (Difference((strange, _general), (strange, _specialised), 0) is { } other)
                run.Add(seed, $"specialised: {other}\n{strange}");
        });

    /// <summary>
    /// What is wrong where two runs should answer alike, the other for so much more; also with too
    /// little fuel, or just enough: but not at which statement they fail.
    /// </summary>
    private static string? Difference(
        (string Json, ICompiledOps Ops) one, (string Json, ICompiledOps Ops) other, int more)
    {
        if (Parse(one.Json) is not { } first || Parse(other.Json) is not { } second) return null;
        var (answer, fuel) = FakeRun.Of(first, one.Ops, new FakeWorld());
        var (same, taken) = FakeRun.Of(second, other.Ops, new FakeWorld());
        if (answer.IsFault && same.IsFault) return null;
        if (StateDump.Of(answer) != StateDump.Of(same))
            return $"{StateDump.Of(answer)} ≠ {StateDump.Of(same)}";
        if (fuel + more != taken) return $"{fuel} + {more} ≠ {taken}";
        var less = new Random(first.NodeCount).NextInt64(1, fuel + 2);
        (answer, _) = FakeRun.Of(first, one.Ops, new FakeWorld(), less);
        (same, _) = FakeRun.Of(second, other.Ops, new FakeWorld(), less + more);
        return answer.IsFault == less < fuel && same.IsFault == less < fuel ? null
            : $"of {less}: {StateDump.Of(answer)} ≠ {StateDump.Of(same)}";
    }

    [Fact]
    public void Calls_of_constants_take_the_same_fuel_when_they_are_answered_beforehand() =>
        RandomRun.Try(
            nameof(Calls_of_constants_take_the_same_fuel_when_they_are_answered_beforehand), 500,
            (seed, run) =>
            {
                var op = OpGenerator.Repeats(seed);
                if (Difference((op, _plain), (op, _general), 0) is { } difference)
                    run.Add(seed, $"{difference}\n{op}");
            });

    private static OpDef? Parse(string json) =>
        OpParser.ParseHypothetical(Encoding.UTF8.GetBytes(json)).Product;

    /// <summary>What each op is said to have used is its own, and nothing is lost.</summary>
    [Fact]
    public void The_fuel_of_all_ops_adds_up_to_what_was_used()
    {
        var first = Random.Shared.Next(1_000_000_000);
        var (counted, used) = (0L, 0L);
        for (var seed = first; seed < first + 300; seed++)
        {
            var json = OpGenerator.Make(seed);
            var parsed = OpParser.ParseHypothetical(Encoding.UTF8.GetBytes(json));
            var cache = new OpCache();
            if (cache.Get(parsed.Product!, out _) is null) continue;
            var (_, fuel) = FakeRun.Of(parsed.Product!, cache, new FakeWorld());
            var sum = cache.Ops.Sum(op => op.Fuel);
            Assert.True(sum <= fuel && cache.Ops.All(op => op.Fuel >= 0), $"seed {seed}:\n{json}");
            (counted, used) = (counted + sum, used + fuel);
        }

        // Ops that can't be compiled are charged for, and so are functions of the host.
        Assert.InRange(counted, 0.9 * used, used);
    }

    /// <summary>Runs every op by its general variant.</summary>
    private sealed class GeneralOps(
        Func<OpDef, ImmutableArray<StateType>?, DiagnosticBag, OpPlan?> plan) : ICompiledOps
    {
        private readonly ConditionalWeakTable<OpDef, General> _made = [];

        public CompiledOp? Get(OpDef op, out Fault? fault)
        {
            fault = null;
            if (_made.TryGetValue(op, out var made)) return made;
            var problems = new DiagnosticBag();
            if (plan(op, null, problems) is { } product)
                return _made.GetValue(op, _ => new General(product));
            fault = Fault.BadRequest(problems.Items[0].ToString());
            return null;
        }
    }

    private sealed class General : CompiledOp
    {
        public General(OpPlan plan)
            : base(plan.Op, plan.Inputs) => Body = OpCompiler.Emit(plan, null).Body!;
    }
}
