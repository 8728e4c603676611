using System.Globalization;
using TinyChain.Codegen;
using TinyChain.Codegen.Tiering;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Auth;
using TinyChain.Runtime.Execution;
using TinyChain.Runtime.Transactions;
using TinyChain.Tests.Ir.Encodings;
using TinyChain.Tests.Runtime.Execution;
using Xunit;

namespace TinyChain.Tests.Codegen;

/// <summary>
/// Loops that are paid for many turns at a time answer, fail and take fuel as the interpreter's do,
/// which pay for each turn.
/// </summary>
public sealed class LoopTests
{
    private const int Cases = 150;

    private static readonly long[] s_ends =
        [-7, 0, 1, 10, 600, long.MaxValue, long.MaxValue - 1, long.MinValue, long.MinValue + 2];

    private readonly int _seed = Environment.TickCount;
    private readonly Random _random;

    public LoopTests() => _random = new(_seed);

    [Theory]
    [InlineData("lt", 1, 0, 1000)]
    [InlineData("lt", 1, long.MaxValue - 4, long.MaxValue)]
    [InlineData("le", 1, long.MaxValue - 4, long.MaxValue)]
    [InlineData("lt", 3, long.MaxValue - 7, long.MaxValue)]
    [InlineData("gt", -1, long.MinValue + 4, long.MinValue)]
    [InlineData("ge", -2, long.MinValue + 4, long.MinValue)]
    [InlineData("lt", 1, long.MinValue, long.MaxValue)]
    [InlineData("lt", 1, 5, -5)]
    [InlineData("gt", 1, 5, -5)]
    public async Task A_counter_stops_where_it_should(string test, long by, long start, long end)
    {
        foreach (var fuel in new long[] { 1_000_000, 4000, 47 })
        {
            await AssertAlike(
                While(test, by, (start, end), """{"$s/add": [1]}"""),
                start == long.MinValue ? Math.Min(fuel, 4000) : fuel);
        }
    }

    [Fact]
    public async Task Random_loops_answer_and_cost_alike_in_any_tier()
    {
        for (var i = 0; i < Cases; i++)
        {
            var fuel = _random.Next(3) == 0 ? 20_000 : _random.Next(1, 2500);
            await AssertAlike(_random.Next(3) == 0 ? Fold() : RandomWhile(), fuel);
        }
    }

    private string RandomWhile()
    {
        string[] tests = ["lt", "le", "gt", "ge", "ne"];
        var end = s_ends[_random.Next(s_ends.Length)];
        var by = _random.Next(4) == 0 ? _random.Next(-70, 70) : _random.Next(-3, 4);
        var away = _random.Next(3) == 0 ? _random.Next(-9, 9) : _random.Next(-900, 900);
        return While(
            tests[_random.Next(tests.Length)], by, (unchecked(end + away), end), Step());
    }

    /// <summary>
    /// A while over i and s. In it stand a call that only some turns make, and such as fail.
    /// </summary>
    private static string While(string test, long by, (long Start, long End) range, string next) =>
        string.Create(CultureInfo.InvariantCulture, $$$"""
            [["f", {"/state/scalar/op/get": ["x", [["y", {"$x/sub": [1]}]]]}],
            ["r", {"/state/scalar/ref/while": [
                {"/state/scalar/op/post": [["_", {"$i/{{{test}}}": [{{{range.End}}}]}]]},
                {"/state/scalar/op/post": [
                    ["big", {"$s/gt": [50]}],
                    ["rest", {"$i/mod": [7]}],
                    ["next", {{{next}}}],
                    ["_", {"i": {"$i/add": [{{{by}}}]}, "s": {"$next": []}}]]},
                {"i": {{{range.Start}}}, "s": 3}]}]]
            """);

    private string Step() => _random.Next(6) switch
    {
        0 => """{"$s/add": [{"$rest": []}]}""",
        1 => """{"$s/mul": [2]}""",
        2 => """{"/state/scalar/ref/if": [{"$big": []}, 1, {"$s/add": [2]}]}""",
        3 => $$$"""{"$s/div": [{"$rest/sub": [{{{_random.Next(9)}}}]}]}""",
        4 => """
            {"/state/scalar/ref/cond": [{"$big": []},
                {"/state/scalar/op/get": ["k", [["z", {"$s/sub": [40]}]]]},
                {"/state/scalar/op/get": ["k", [["z", {"$s/add": [9]}]]]}]}
            """,
        _ => """{"$s/add": [1]}""",
    };

    /// <summary>A fold over what a filter keeps: items that are dropped cost less.</summary>
    private string Fold()
    {
        var count = _random.Next(2) == 0 ? _random.Next(10) : _random.Next(1, 500);
        var items = string.Join(", ", Enumerable.Range(0, count).Select(
            _ => _random.Next(-20, 60).ToString(CultureInfo.InvariantCulture)));
        string[] steps =
        [
            """{"$s/add": [{"$x": []}]}""", """{"$s/div": [{"$x": []}]}""",
            """{"$s/mul": [{"$x": []}]}""",
        ];
        return $$$"""
            [["xs", [{{{items}}}]],
            ["kept", {"$xs/filter": {"op": {"/state/scalar/op/get": ["x", [
                ["_", {"$x/gt": [{{{_random.Next(-25, 30)}}}]}]]]} }}],
            ["end", {"$kept/fold": {"item_name": "x", "value": {"s": 1000},
                "op": {"/state/scalar/op/post": [
                    ["_", {"s": {{{steps[_random.Next(steps.Length)]}}} }]]} }}],
            ["_", {"$end/s": []}]]
            """;
    }

    private async Task AssertAlike(string program, long fuel)
    {
        var (expected, used) = await Run(program, fuel, new() { Tier = Tier.Interpret });
        TierPolicy[] others =
        [
            new() { Tier = Tier.Emit },
            new() { Threshold = _random.Next(300), IsImmediate = true },
        ];
        foreach (var tiers in others)
        {
            var (actual, taken) = await Run(program, fuel, tiers);
            Assert.True(
                expected == actual && used == taken,
                $"{expected} for {used} ≠ {actual} for {taken} of {fuel}, {tiers}, seed {_seed}:\n"
                + program);
        }
    }

    private static async Task<(string Answer, long Used)> Run(
        string program, long fuel, TierPolicy tiers)
    {
        var budget = new Budget(TimeProvider.System, TimeSpan.FromSeconds(60), fuel);
        var machinery = new Machinery(
            new OpCache(new CompilerOptions { Tiers = tiers }), new SlowVerbs());
        var answer = await OpRunner.Run(
            new(Caller.Anonymous, new Txn(new TxnId(1, 1)), budget, machinery),
            OpRun.Parse(program));
        var text = answer.As<Fault>() is { } fault
            ? $"{fault.Kind}: {fault.Message} [{string.Join("; ", fault.Stack)}]"
            : StateDump.Of(answer);
        return (text, budget.Used);
    }
}
