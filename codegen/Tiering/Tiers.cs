namespace TinyChain.Codegen.Tiering;

/// <summary>
/// What the variants of one cache share: the policy, the thread that emits, and the counts.
/// `report` is told of the first variant that could not be emitted.
/// </summary>
internal sealed class Tiers(TierPolicy policy, Action<string>? report)
{
    /// <summary>No code can be emitted here: that shows where it is first tried.</summary>
    private volatile bool _isBarred;

    internal TierPolicy Policy { get; } = policy;

    internal TierCounters Counters { get; } = new();

    internal Promoter Promoter { get; } = new(policy.QueueLength);

    /// <summary>What runs a variant at first.</summary>
    internal bool StartsEmitted => Policy.Tier == Tier.Emit && !_isBarred;

    /// <summary>Whether a variant may be emitted later.</summary>
    internal bool MayPromote => Policy.Tier == Tier.Auto && !_isBarred;

    internal void Fail(Exception problem)
    {
        _isBarred |= problem is PlatformNotSupportedException;
        if (Counters.CountFailure()) report?.Invoke($"an op stays interpreted: {problem}");
    }
}
