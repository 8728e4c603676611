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
using TinyChain.Runtime.Auth;
using TinyChain.Runtime.Execution;
using TinyChain.Runtime.Transactions;
using TinyChain.Tests.Ir.Encodings;
using Xunit;

namespace TinyChain.Tests.Reference;

/// <summary>Fuel is a fact about an op, not about the variant that happens to run.</summary>
public sealed class FuelTests
{
    private readonly OpCache _specialised = new();
    private readonly GeneralOps _general = new(OpCompiler.Plan);

    private readonly GeneralOps _plain = new((op, signature, problems) =>
        OpChecker.Check(op, signature, problems) is { } typed
            ? OpPlanner.Plan(typed, problems) : null);

    [Fact]
    public async Task Every_variant_takes_the_same_fuel()
    {
        var first = Random.Shared.Next(1_000_000_000);
        await Parallel.ForEachAsync(Enumerable.Range(first, 1_500), async (seed, _) =>
        {
            var json = OpGenerator.Make(seed);
            var parsed = OpParser.ParseHypothetical(Encoding.UTF8.GetBytes(json));
            if (!parsed.IsOk) return;
            var (general, expected) = await Run(_general, parsed.Product);
            var (special, actual) = await Run(_specialised, parsed.Product);
            if (general.IsFault && special.IsFault) return;
            Assert.Equal(StateDump.Of(general), StateDump.Of(special));
            Assert.True(expected == actual, $"{expected} ≠ {actual}, seed {seed}:\n{json}");
        });
    }

    [Fact]
    public async Task Calls_of_constants_take_the_same_fuel_when_they_are_answered_beforehand()
    {
        var first = Random.Shared.Next(1_000_000_000);
        await Parallel.ForEachAsync(Enumerable.Range(first, 500), async (seed, _) =>
        {
            var json = OpGenerator.Repeats(seed);
            var op = OpParser.ParseHypothetical(Encoding.UTF8.GetBytes(json)).Product!;
            var (plain, expected) = await Run(_plain, op);
            var (folded, actual) = await Run(_general, op);
            if (plain.IsFault && folded.IsFault) return;
            Assert.Equal(StateDump.Of(plain), StateDump.Of(folded));
            Assert.True(expected == actual, $"{expected} ≠ {actual}, seed {seed}:\n{json}");
        });
    }

    private static async Task<(State Answer, long Fuel)> Run(ICompiledOps ops, OpDef op)
    {
        var budget = new Budget(TimeProvider.System, TimeSpan.FromSeconds(30), 1_000_000);
        var machinery = new Machinery(ops, new FakeVerbs(new FakeWorld()));
        var answer = await OpRunner.Run(
            new CallContext(Caller.Anonymous, new Txn(default), budget, machinery), op);
        return (answer, budget.Used);
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
