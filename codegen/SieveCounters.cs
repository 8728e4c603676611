namespace TinyChain.Codegen;

/// <summary>
/// What a <see cref="Sieve{TKey, TValue}"/> held and did, at one moment. Bytes are an estimate.
/// </summary>
public sealed record SieveCounters(int Entries, long Bytes, long Hits, long Misses, long Evictions);
