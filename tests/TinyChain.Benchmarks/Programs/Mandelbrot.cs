using System.Numerics;
using TinyChain.Ir.Values;

namespace TinyChain.Benchmarks.Programs;

/// <summary>z² + c from 0, while it is near and for 1,000 turns at most: where z ends.</summary>
internal static class Mandelbrot
{
    private const string Json = """
        {"/state/scalar/op/get": ["c", [
            ["zero", {"/state/scalar/value/number/complex/64": [0.0, 0.0]}],
            ["end", {"/state/scalar/ref/while": [
                {"/state/scalar/op/post": [
                    ["re", {"$z/real": []}],
                    ["im", {"$z/imag": []}],
                    ["re2", {"$re/mul": [{"$re": []}]}],
                    ["im2", {"$im/mul": [{"$im": []}]}],
                    ["norm", {"$re2/add": [{"$im2": []}]}],
                    ["is_near", {"$norm/le": 4.0}],
                    ["has_turns", {"$i/lt": 1000}],
                    ["more", {"$is_near/and": [{"$has_turns": []}]}]
                ]},
                {"/state/scalar/ref/with": [["c"], {"/state/scalar/op/post": [
                    ["z2", {"$z/mul": [{"$z": []}]}],
                    ["next", {"i": {"$i/add": 1}, "z": {"$z2/add": [{"$c": []}]}}]
                ]}]},
                {"i": 0, "z": {"$zero": []}}
            ]}],
            ["re", {"$end/z/real": []}]
        ]]}
        """;

    /// <summary>A point whose z never leaves, so that all turns are taken.</summary>
    private static readonly Complex s_inside = new(-0.5, 0.5);

    internal static readonly BenchProgram Program = new(
        "mandelbrot", Json, [("c", State.Complex(s_inside.Real, s_inside.Imaginary))],
        HandCode.Of(Iterate, s_inside, State.Of), Bar.Scalar);

    private static double Iterate(Complex c)
    {
        var z = Complex.Zero;
        for (var i = 0L; i < 1000; i++)
        {
            if (z.Real * z.Real + z.Imaginary * z.Imaginary > 4.0) break;
            z = z * z + c;
        }

        return z.Real;
    }
}
