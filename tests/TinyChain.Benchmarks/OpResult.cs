using System.Collections.Immutable;
using TinyChain.Benchmarks.Programs;
using TinyChain.Benchmarks.Timing;

namespace TinyChain.Benchmarks;

/// <summary>A row of the table: a program by hand, and as an op in each tier.</summary>
public sealed record OpResult(
    string Program, Sample Hand, ImmutableArray<TierResult> Tiers, Bar Bar)
{
    /// <summary>Whether the op costs more than it may. The bars are for emitted code.</summary>
    public bool IsOver => Tiers.Any(t => t.Tier > 0 && Bar.IsExceeded(t.Ratio, t.Cost.Bytes));

    internal static OpResult Of(
        BenchProgram program, IReadOnlyList<int> tiers, Comparison comparison) => new(
        program.Name, comparison.Medians[0],
        [
            .. tiers.Select((tier, i) => new TierResult(
                tier, comparison.Medians[i + 1], comparison.Ratios[i + 1])),
        ],
        program.Bar);
}
