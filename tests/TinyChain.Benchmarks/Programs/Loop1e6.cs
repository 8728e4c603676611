using TinyChain.Ir.Values;

namespace TinyChain.Benchmarks.Programs;

/// <summary>The sum of the squares of the first million integers.</summary>
internal static class Loop1e6
{
    private const long Turns = 1_000_000;

    private const string Json = """
        {"/state/scalar/op/get": ["n", [
            ["end", {"/state/scalar/ref/while": [
                {"/state/scalar/ref/with": [["n"], {"/state/scalar/op/post": [
                    ["more", {"$i/lt": [{"$n": []}]}]
                ]}]},
                {"/state/scalar/op/post": [
                    ["square", {"$i/mul": [{"$i": []}]}],
                    ["next", {"i": {"$i/add": 1}, "s": {"$s/add": [{"$square": []}]}}]
                ]},
                {"i": 0, "s": 0}
            ]}],
            ["sum", {"$end/s": []}]
        ]]}
        """;

    internal static readonly BenchProgram Program = new(
        "loop1e6", Json, [("n", State.Of(Turns))], HandCode.Of(Sum, Turns, State.Of), Bar.Scalar);

    private static long Sum(long n)
    {
        var sum = 0L;
        for (var i = 0L; i < n; i = checked(i + 1)) sum = checked(sum + (i * i));
        return sum;
    }
}
