using TinyChain.Ir.Values;

namespace TinyChain.Benchmarks.Programs;

/// <summary>How many steps Collatz's rule takes from 97 to 1.</summary>
internal static class Collatz
{
    private const string Json = """
        {"/state/scalar/op/get": ["start", [
            ["begin", {"n": {"$start": []}, "steps": 0}],
            ["end", {"/state/scalar/ref/while": [
                {"/state/scalar/op/post": [["more", {"$n/ne": 1}]]},
                {"/state/scalar/op/post": [
                    ["rest", {"$n/mod": 2}],
                    ["tripled", {"$n/mul": 3}],
                    ["next", {"/state/scalar/ref/if": [
                        {"$rest/eq": 0}, {"$n/div": 2}, {"$tripled/add": 1}
                    ]}],
                    ["state", {"n": {"$next": []}, "steps": {"$steps/add": 1}}]
                ]},
                {"$begin": []}
            ]}],
            ["steps", {"$end/steps": []}]
        ]]}
        """;

    internal static readonly BenchProgram Program = new(
        "collatz", Json, [("start", State.Of(97L))], HandCode.Of(Steps, 97L, State.Of),
        Bar.Scalar);

    private static long Steps(long start)
    {
        var (n, steps) = (start, 0L);
        while (n != 1)
        {
            n = n % 2 == 0 ? n / 2 : checked(3 * n + 1);
            steps = checked(steps + 1);
        }

        return steps;
    }
}
