using System.Globalization;

namespace TinyChain.Benchmarks.Timing;

/// <summary>Numbers as they are summed up and shown.</summary>
internal static class Numbers
{
    /// <summary>The middle one; of two, their mean.</summary>
    internal static double Median(IEnumerable<double> numbers)
    {
        double[] sorted = [.. numbers.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    /// <summary>A time in the unit that suits it.</summary>
    internal static string Time(double nanoseconds) => nanoseconds switch
    {
        < 1e4 => Text(nanoseconds, "ns"),
        < 1e7 => Text(nanoseconds / 1e3, "µs"),
        _ => Text(nanoseconds / 1e6, "ms"),
    };

    private static string Text(double number, string unit) =>
        number.ToString(number < 100 ? "0.0" : "#,0", CultureInfo.InvariantCulture) + " " + unit;
}
