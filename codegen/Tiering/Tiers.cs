using System.Runtime.CompilerServices;

namespace TinyChain.Codegen.Tiering;

/// <summary>
/// What the variants of one cache share: the policy, the thread that emits, and the counts.
/// `report` is told of the first variant that could not be emitted.
/// </summary>
internal sealed class Tiers(TierPolicy policy, Action<string>? report)
{
    internal TierPolicy Policy { get; } = policy;

    internal TierCounters Counters { get; } = new();

    internal Promoter Promoter { get; } = new(policy.QueueLength);

    /// <summary>What runs a variant at first.</summary>
    internal bool StartsEmitted =>
        Policy.Tier == Tier.Emit && RuntimeFeature.IsDynamicCodeSupported;

    /// <summary>Whether a variant may be emitted later.</summary>
    internal bool MayPromote =>
        Policy.Tier == Tier.Auto && RuntimeFeature.IsDynamicCodeSupported;

    internal void Fail(Exception problem)
    {
        if (Counters.CountFailure()) report?.Invoke($"an op stays interpreted: {problem}");
    }
}
