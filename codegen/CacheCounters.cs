namespace TinyChain.Codegen;

/// <summary>
/// What the cache of compiled ops held and did, at one moment, for the debug endpoint. Variants
/// that were `Interpreted` at first and `Emitted` bodies are counted apart; a promotion is an
/// emission in the background, which a variant has once.
/// </summary>
public sealed record CacheCounters(SieveCounters Ops)
{
    public required long Interpreted { get; init; }

    public required long Emitted { get; init; }

    public required long Promotions { get; init; }

    /// <summary>Variants that could not be emitted, and stay interpreted.</summary>
    public required long Failures { get; init; }

    /// <summary>Variants that wait to be emitted.</summary>
    public required int Queued { get; init; }
}
