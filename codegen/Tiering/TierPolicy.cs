namespace TinyChain.Codegen.Tiering;

/// <summary>When an op is worth emitting; see docs/decisions/0014.</summary>
public sealed record TierPolicy
{
    public Tier Tier { get; init; } = Tier.Auto;

    /// <summary>Calls and turns of loops, together, before a variant is emitted.</summary>
    public int Threshold { get; init; } = 1_000;

    /// <summary>
    /// Emits where the threshold is reached, and not in the background: for tests, which then know
    /// at which turn of which loop emitted code takes over.
    /// </summary>
    public bool IsImmediate { get; init; }

    /// <summary>Variants that may wait to be emitted; more are asked for again later.</summary>
    public int QueueLength { get; init; } = 1_024;

    /// <summary>
    /// Calls and turns between two looks at whether emitted code has come: a fraction of what
    /// emitting takes, and too many for the look to cost anything.
    /// </summary>
    internal int Recheck => IsImmediate ? 1 : 256;
}
