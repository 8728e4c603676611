using System.Globalization;
using System.Text;
using TinyChain.Benchmarks.Timing;

namespace TinyChain.Benchmarks;

/// <summary>The results of `ops` as text, a line each.</summary>
internal static class OpTable
{
    internal static string Print(IReadOnlyList<OpResult> results)
    {
        var text = new StringBuilder($"{"program",-12}{"C#",10}{"bytes",8}");
        foreach (var tier in results[0].Tiers)
        {
            var name = $"tier {tier.Tier}";
            text.Append(CultureInfo.InvariantCulture, $"{name,12}{"×",8}{"bytes",10}");
        }

        text.Append(CultureInfo.InvariantCulture, $"{"bar",14}\n");
        foreach (var result in results) Append(text, result);
        return text.ToString();
    }

    private static void Append(StringBuilder text, OpResult result)
    {
        text.Append(CultureInfo.InvariantCulture, $"{result.Program,-12}");
        text.Append(CultureInfo.InvariantCulture, $"{Numbers.Time(result.Hand.Nanoseconds),10}");
        text.Append(CultureInfo.InvariantCulture, $"{result.Hand.Bytes,8:0}");
        foreach (var tier in result.Tiers)
        {
            var (time, bytes) = (Numbers.Time(tier.Cost.Nanoseconds), tier.Cost.Bytes);
            text.Append(
                CultureInfo.InvariantCulture, $"{time,12}{tier.Ratio,8:0.00}{bytes,10:0}");
        }

        var verdict = result.IsOver ? "over" : "ok";
        text.Append(CultureInfo.InvariantCulture, $"{result.Bar,14}  {verdict}\n");
    }
}
