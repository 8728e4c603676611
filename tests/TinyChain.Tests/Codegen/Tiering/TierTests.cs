using TinyChain.Codegen;
using TinyChain.Codegen.Tiering;
using TinyChain.Ir.Ops;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Auth;
using TinyChain.Runtime.Execution;
using TinyChain.Runtime.Transactions;
using TinyChain.Tests.Ir.Encodings;
using TinyChain.Tests.Reference;
using TinyChain.Tests.Runtime.Execution;
using Xunit;

namespace TinyChain.Tests.Codegen.Tiering;

public sealed class TierTests
{
    private const long Endless = 20_000;

    /// <summary>Milliseconds, on a machine that is busy with much else.</summary>
    private const int Patience = 120_000;

    /// <summary>A loop in a loop; the inner one counts down by the world.</summary>
    private const string Loops = """
        [["n", {"/lib/ns/next/0.0.0/f": [5]}],
        ["r", {"/state/scalar/ref/while": [
            {"/state/scalar/op/post": [["_", {"$i/lt": [4]}]]},
            {"/state/scalar/op/post": [["down", {"/state/scalar/ref/while": [
                {"/state/scalar/op/get": ["k", [{"$k/gt": [0]}]]},
                {"/state/scalar/op/get": ["k", [{"/lib/ns/next/0.0.0/f": [{"$k": []}]}]]},
                {"$n": []}]}],
                ["_", {"i": {"$i/add": [1]}, "n": {"$n": []},
                    "s": {"$s/add": [{"$down/sub": [{"$i": []}]}]}}]]},
            {"i": 0, "n": {"$n": []}, "s": 0}]}]]
        """;

    /// <summary>Pure, as far as a planner can see that.</summary>
    private const string Sum = """
        [["n", 40], ["r", {"/state/scalar/ref/while": [
            {"/state/scalar/op/post": [["_", {"$i/lt": [40]}]]},
            {"/state/scalar/op/post": [["_",
                {"i": {"$i/add": [1]}, "s": {"$s/add": [{"$i/mul": [{"$i": []}]}]}}]]},
            {"i": 0, "s": 0.5}]}]]
        """;

    public static TheoryData<string> Programs => new(Loops, Sum);

    [Theory]
    [MemberData(nameof(Programs))]
    public async Task A_loop_that_is_promoted_at_any_turn_answers_alike(string program)
    {
        var expected = await Run(program, new() { Tier = Tier.Emit });
        Assert.Equal(expected, await Run(program, new() { Tier = Tier.Interpret }));
        for (var turn = 0; turn < 60; turn++)
            Assert.Equal(expected, await Run(program, At(turn)));
    }

    [Fact]
    public async Task A_loop_without_end_takes_as_much_fuel_in_any_tier()
    {
        const string program = """
            [["r", {"/state/scalar/ref/while": [
                {"/state/scalar/op/get": ["k", [true]]},
                {"/state/scalar/op/get": ["k", [{"/lib/ns/next/0.0.0/f": [{"$k": []}]}]]}, 0]}]]
            """;
        var expected = await Run(program, new() { Tier = Tier.Emit });
        Assert.Contains("fuel", expected, StringComparison.Ordinal);
        Assert.Equal(expected, await Run(program, new() { Tier = Tier.Interpret }));
        foreach (var turn in new[] { 0, 1, 100, 1000 })
            Assert.Equal(expected, await Run(program, At(turn)));
    }

    [Fact]
    public async Task An_op_is_emitted_in_the_background_once_it_was_called_often()
    {
        var cache = new OpCache(new CompilerOptions { Tiers = new() { Threshold = 50 } });
        var op = OpRun.Parse("""[["x", 20.5], ["r", {"$x/mul": [2]}]]""");
        Assert.Equal(41, await Call(cache, op));
        Assert.Equal(0, cache.Counters.Promotions);
        var patience = Environment.TickCount64 + Patience;
        while (cache.Counters.Promotions == 0 && Environment.TickCount64 < patience)
            Assert.Equal(41, await Call(cache, op));
        Assert.Equal(1, cache.Counters.Promotions);
        Assert.Equal(41, await Call(cache, op));
    }

    /// <summary>The thread that emits is slower than so many ops that are hot at once.</summary>
    [Fact]
    public async Task Ops_that_found_the_queue_full_go_on_and_are_emitted_later()
    {
        const int Count = 200;
        var cache = new OpCache(
            new CompilerOptions { Tiers = new() { Threshold = 1, QueueLength = 1 } });
        OpDef[] ops = [.. Enumerable.Range(0, Count).Select(i => OpRun.Parse(
            $$"""[["x", {{i}}.5], ["r", {"$x/mul": [2]}]]"""))];
        for (var i = 0; i < Count; i++)
        {
            Assert.Equal((2 * i) + 1, await Call(cache, ops[i]));
            Assert.Equal((2 * i) + 1, await Call(cache, ops[i]));
        }

        Assert.InRange(cache.Counters.Promotions, 0, Count - 1);
        var patience = Environment.TickCount64 + Patience;
        while (cache.Counters.Promotions < Count && Environment.TickCount64 < patience)
        {
            for (var i = 0; i < Count; i++)
                Assert.Equal((2 * i) + 1, await Call(cache, ops[i]));
        }

        Assert.Equal(Count, cache.Counters.Promotions);
        Assert.Equal(0, cache.Counters.Failures);
    }

    [Fact]
    public async Task Arguments_of_other_classes_go_to_a_variant_of_their_own_in_any_tier()
    {
        const string program = """
            [["f", {"/state/scalar/op/get": ["n", [{"$n/mul": [3]}]]}],
            ["r", [{"$f": [2]}, {"$f": [0.5]}, {"$f": [4]}, {"$f": ["x"]}]]]
            """;
        var expected = await Run(program, new() { Tier = Tier.Emit });
        foreach (var calls in new[] { 0, 1, 2, 1000 })
            Assert.Equal(expected, await Run(program, At(calls)));
    }

    /// <summary>With a budget of its own: nobody knows how many calls a promotion takes.</summary>
    private static async Task<double> Call(OpCache cache, OpDef op) =>
        (await OpRunner.Run(Context(cache, new Countdown()), op)).AsF64;

    private static TierPolicy At(int turn) => new() { Threshold = turn, IsImmediate = true };

    /// <summary>The answer, and how often the world was asked.</summary>
    private static async Task<string> Run(string program, TierPolicy tiers)
    {
        var world = new Countdown();
        var cache = new OpCache(new CompilerOptions { Tiers = tiers });
        var answer = await OpRunner.Run(Context(cache, world), OpRun.Parse(program));
        return $"{Show(answer)} after {world.Calls} calls";
    }

    private static CallContext Context(OpCache cache, IVerbs verbs) => new(
        Caller.Anonymous, new Txn(new TxnId(1, 1)),
        new Budget(FakeRun.Clock, TimeSpan.FromSeconds(60), Endless),
        new Machinery(cache, verbs));

    private static string Show(State state) => state.As<Fault>() is { } fault
        ? $"{fault.Kind}: {fault.Message} [{string.Join("; ", fault.Stack)}]"
        : StateDump.Of(state);
}
