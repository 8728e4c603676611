using TinyChain.Ir.Values;

namespace TinyChain.Benchmarks.Programs;

/// <summary>The 20th Fibonacci number, by an installed op that calls itself by its link.</summary>
internal static class Fib20
{
    private const string Json = """
        {"/state/scalar/op/get": ["n", [
            ["before", {"$n/sub": 1}],
            ["last", {"/lib/bench/fib20/0.0.0/fib20": [{"$before": []}]}],
            ["one_before", {"$n/sub": 2}],
            ["last_but_one", {"/lib/bench/fib20/0.0.0/fib20": [{"$one_before": []}]}],
            ["sum", {"$last/add": [{"$last_but_one": []}]}],
            ["fib", {"/state/scalar/ref/if": [{"$n/lt": 2}, {"$n": []}, {"$sum": []}]}]
        ]]}
        """;

    internal static readonly BenchProgram Program = new(
        "fib20", Json, [("n", State.Of(20L))], HandCode.Of(Fib, 20L, State.Of), new Bar(1.5, 0))
    {
        IsInstalled = true,
    };

    private static long Fib(long n) => n < 2 ? n : checked(Fib(n - 1) + Fib(n - 2));
}
