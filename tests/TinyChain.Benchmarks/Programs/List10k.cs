using TinyChain.Ir.Values;

namespace TinyChain.Benchmarks.Programs;

/// <summary>2x + 1 of 10,000 floats, those over 5,000 kept and added up.</summary>
internal static class List10k
{
    private const string Json = """
        {"/state/scalar/op/post": [
            ["mapped", {"$xs/map": {"op": {"/state/scalar/op/get": ["x", [
                ["doubled", {"$x/mul": 2.0}],
                ["y", {"$doubled/add": 1.0}]
            ]]}}}],
            ["kept", {"$mapped/filter": {"op": {"/state/scalar/op/get": ["x", [
                ["is_large", {"$x/gt": 5000.0}]
            ]]}}}],
            ["end", {"$kept/fold": {
                "item_name": "x",
                "value": {"s": 0.0},
                "op": {"/state/scalar/op/post": [["next", {"s": {"$s/add": [{"$x": []}]}}]]}
            }}],
            ["sum", {"$end/s": []}]
        ]}
        """;

    private static readonly double[] s_items =
        [.. Enumerable.Range(0, 10_000).Select(i => i * 0.5)];

    internal static readonly BenchProgram Program = new(
        "list10k", Json, [("xs", Items())], HandCode.Of(Sum, s_items, State.Of), new Bar(1, null));

    private static double Sum(double[] xs)
    {
        var sum = 0.0;
        foreach (var x in xs)
        {
            var y = 2.0 * x + 1.0;
            if (y > 5000.0) sum += y;
        }

        return sum;
    }

    private static State Items() => State.Tuple([.. s_items.Select(State.Of)]);
}
