using TinyChain.Ir.Values;

namespace TinyChain.Benchmarks.Programs;

/// <summary>Metres to feet; a negative distance is refused.</summary>
internal static class ToFeet
{
    private const string Json = """
        {"/state/scalar/op/get": ["meters", [
            {"/state/scalar/ref/if": [
                {"$meters/gte": 0},
                {"$meters/mul": 3.28},
                {"/error/bad_request": "Negative distance is not supported"}
            ]}
        ]]}
        """;

    internal static readonly BenchProgram Program = new(
        "to_feet", Json, [("meters", State.Of(10.0))], HandCode.Of(Convert, 10.0, State.Of),
        Bar.Scalar);

    private static double Convert(double meters) => meters >= 0
        ? meters * 3.28
        : throw new ArgumentException("Negative distance is not supported", nameof(meters));
}
