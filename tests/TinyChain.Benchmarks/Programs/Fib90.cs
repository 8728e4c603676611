using TinyChain.Ir.Values;

namespace TinyChain.Benchmarks.Programs;

/// <summary>The 90th Fibonacci number, by a loop.</summary>
internal static class Fib90
{
    private const string Json = """
        {"/state/scalar/op/get": ["n", [
            ["end", {"/state/scalar/ref/while": [
                {"/state/scalar/ref/with": [["n"], {"/state/scalar/op/post": [
                    ["more", {"$i/lt": [{"$n": []}]}]
                ]}]},
                {"/state/scalar/op/post": [
                    ["c", {"$a/add": [{"$b": []}]}],
                    ["next", {"a": {"$b": []}, "b": {"$c": []}, "i": {"$i/add": 1}}]
                ]},
                {"a": 0, "b": 1, "i": 0}
            ]}],
            ["fib", {"$end/a": []}]
        ]]}
        """;

    internal static readonly BenchProgram Program = new(
        "fib90", Json, [("n", State.Of(90L))], HandCode.Of(Fib, 90L, State.Of), Bar.Scalar);

    private static long Fib(long n)
    {
        var (a, b) = (0L, 1L);
        for (var i = 0L; i < n; i++) (a, b) = (b, checked(a + b));
        return a;
    }
}
