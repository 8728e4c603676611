using System.Diagnostics;

namespace TinyChain.Benchmarks.Serving;

/// <summary>What requests of one kind took, in nanoseconds.</summary>
public sealed record Latencies(double P50, double P99)
{
    internal static Latencies Of(IEnumerable<double> times)
    {
        double[] sorted = [.. times.Order()];
        return sorted.Length == 0 ? new(double.NaN, double.NaN)
            : new(sorted[sorted.Length / 2], sorted[(int)(sorted.Length * 0.99)]);
    }

    /// <summary>Of requests that one client sends one after the other.</summary>
    internal static async Task<Latencies> Of(int count, Func<int, ValueTask> send)
    {
        var times = new List<double>(count);
        for (var i = 0; i < count; i++)
        {
            var start = Stopwatch.GetTimestamp();
            await send(i);
            times.Add(Stopwatch.GetElapsedTime(start).TotalNanoseconds);
        }

        return Of(times);
    }
}
