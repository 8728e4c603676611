using System.Globalization;
using System.Text;
using TinyChain.Ir.Values;

namespace TinyChain.Benchmarks.Programs;

/// <summary>A polynomial of 20 terms by Horner's rule.</summary>
internal static class Poly20
{
    private const double X = 0.75;

    /// <summary>The highest power's first.</summary>
    private static readonly double[] s_coefficients =
    [
        0.5, -1.25, 2.0, 0.75, -0.5, 1.5, -2.25, 3.0, 0.125, -0.875,
        1.0, 2.5, -1.5, 0.25, 4.0, -3.5, 0.625, 1.75, -0.375, 2.75,
    ];

    internal static readonly BenchProgram Program = new(
        "poly20", Json(), [("x", State.Of(X))], HandCode.Of(Evaluate, X, State.Of), Bar.Scalar);

    private static double Evaluate(double x)
    {
        var p = ((((0.5 * x - 1.25) * x + 2.0) * x + 0.75) * x - 0.5) * x + 1.5;
        p = ((((p * x - 2.25) * x + 3.0) * x + 0.125) * x - 0.875) * x + 1.0;
        p = ((((p * x + 2.5) * x - 1.5) * x + 0.25) * x + 4.0) * x - 3.5;
        return (((p * x + 0.625) * x + 1.75) * x - 0.375) * x + 2.75;
    }

    /// <summary>p0 = c0; m1 = p0·x; p1 = m1 + c1; …</summary>
    private static string Json()
    {
        var form = new StringBuilder($$"""["p0", {{Text(s_coefficients[0])}}]""");
        for (var i = 1; i < s_coefficients.Length; i++)
        {
            form.Append(CultureInfo.InvariantCulture, $$"""
                ,
                ["m{{i}}", {"$p{{i - 1}}/mul": [{"$x": []}]}],
                ["p{{i}}", {"$m{{i}}/add": {{Text(s_coefficients[i])}}}]
                """);
        }

        return $$"""{"/state/scalar/op/get": ["x", [{{form}}]]}""";
    }

    private static string Text(double number) =>
        number.ToString("0.0###", CultureInfo.InvariantCulture);
}
