using System.Collections.Immutable;
using TinyChain.Benchmarks.Timing;

namespace TinyChain.Benchmarks.Compiling;

/// <summary>What became of the time, in nanoseconds: a figure for each of the names.</summary>
public sealed record StageTimes(ImmutableArray<double> Nanoseconds)
{
    /// <summary>
    /// The stages, and then all from the bytes to the answer, through the usual doors. In a cold
    /// process `jit` is also the machine code of our own methods that the first run needs.
    /// </summary>
    public static readonly ImmutableArray<string> Names =
        ["read", "parse", "check", "plan", "emit", "jit", "run", "first answer"];

    /// <summary>What the first answer takes beyond reading JSON.</summary>
    public double BeyondRead => Nanoseconds[^1] - Nanoseconds[0];

    /// <summary>From a plan to machine code.</summary>
    public double Promotion => Nanoseconds[4] + Nanoseconds[5];

    internal static StageTimes Median(IReadOnlyList<StageTimes> all) => new(
        [.. Names.Select((_, i) => Numbers.Median(all.Select(one => one.Nanoseconds[i])))]);
}
