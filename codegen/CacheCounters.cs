namespace TinyChain.Codegen;

/// <summary>
/// What the cache of compiled ops held and did, at one moment, for the debug endpoint. `Interpreted`
/// and `Emitted` count variants by the tier that they were made for; a promotion is an emission that
/// replaced, or came before, an interpreter.
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
