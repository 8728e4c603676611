using System.Runtime.CompilerServices;
using System.Text;
using TinyChain.Codegen;
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
    private readonly GeneralOps _general = new();

    [Fact]
    public void Every_variant_takes_the_same_fuel()
    {
        var first = Random.Shared.Next(1_000_000_000);
        Parallel.ForEach(Enumerable.Range(first, 1_500), seed =>
        {
            var json = OpGenerator.Make(seed);
            var parsed = OpParser.ParseHypothetical(Encoding.UTF8.GetBytes(json));
            if (!parsed.IsOk) return;
            var (general, expected) = FakeRun.Of(parsed.Product, _general, new FakeWorld());
            var (special, actual) = FakeRun.Of(parsed.Product, _specialised, new FakeWorld());
            if (general.IsFault && special.IsFault) return;
            Assert.Equal(StateDump.Of(general), StateDump.Of(special));
            Assert.True(expected == actual, $"{expected} ≠ {actual}, seed {seed}:\n{json}");
            // And so whether there is enough.
            var less = new Random(seed).NextInt64(1, expected + 2);
            (general, _) = FakeRun.Of(parsed.Product, _general, new FakeWorld(), less);
            (special, _) = FakeRun.Of(parsed.Product, _specialised, new FakeWorld(), less);
            Assert.True(general.IsFault == less < expected, $"seed {seed} of {less}:\n{json}");
            Assert.True(special.IsFault == less < expected, $"seed {seed} of {less}:\n{json}");
        });
    }

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
    private sealed class GeneralOps : ICompiledOps
    {
        private readonly ConditionalWeakTable<OpDef, General> _made = [];

        public CompiledOp? Get(OpDef op, out Fault? fault)
        {
            fault = null;
            if (_made.TryGetValue(op, out var made)) return made;
            var problems = new DiagnosticBag();
            if (OpCompiler.Plan(op, null, problems) is { } plan)
                return _made.GetValue(op, _ => new General(plan));
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
