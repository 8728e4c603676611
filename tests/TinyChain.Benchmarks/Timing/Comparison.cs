using System.Collections.Immutable;
using System.Diagnostics;

namespace TinyChain.Benchmarks.Timing;

/// <summary>
/// Sides measured in turns, so that whatever else the machine does falls on all of them.
/// </summary>
/// <param name="Medians">Of each side, in order.</param>
/// <param name="Ratios">
/// Of each side's time to that of the first in the same round, the median: a machine that slows
/// down for a while changes both.
/// </param>
public sealed record Comparison(ImmutableArray<Sample> Medians, ImmutableArray<double> Ratios)
{
    /// <summary>Fewer rounds are made where they take longer than this; see FewestRounds.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(8);

    private const int FewestRounds = 5;

    internal static Comparison Of(IReadOnlyList<Action<int>> loops, int rounds)
    {
        var sides = loops.Select(run => new Side(run)).ToList();
        foreach (var side in sides) side.WarmUp();
        GC.Collect();
        var samples = sides.Select(_ => new List<Sample>()).ToList();
        var start = Stopwatch.GetTimestamp();
        for (var round = 0; round < rounds; round++)
        {
            if (round >= FewestRounds && Stopwatch.GetElapsedTime(start) > s_patience) break;

            // Another goes first in each round.
            for (var i = 0; i < sides.Count; i++)
            {
                var side = (round + i) % sides.Count;
                samples[side].Add(sides[side].Take());
            }
        }

        return new(
            [.. samples.Select(Median)],
            [.. samples.Select(s => Numbers.Median(
                s.Zip(samples[0], (one, first) => one.Nanoseconds / first.Nanoseconds)))]);
    }

    private static Sample Median(List<Sample> samples) => new(
        Numbers.Median(samples.Select(s => s.Nanoseconds)),
        Numbers.Median(samples.Select(s => s.Bytes)));
}
