namespace TinyChain.Codegen.Tiering;

/// <summary>What happened to variants, for the debug endpoint. Counts are never lost.</summary>
internal sealed class TierCounters
{
    private long _interpreted;
    private long _emitted;
    private long _promotions;
    private long _failures;

    internal long Interpreted => Interlocked.Read(ref _interpreted);

    internal long Emitted => Interlocked.Read(ref _emitted);

    internal long Promotions => Interlocked.Read(ref _promotions);

    internal long Failures => Interlocked.Read(ref _failures);

    internal void CountInterpreted() => Interlocked.Increment(ref _interpreted);

    internal void CountEmitted() => Interlocked.Increment(ref _emitted);

    internal void CountPromotion() => Interlocked.Increment(ref _promotions);

    /// <summary>True for the first.</summary>
    internal bool CountFailure() => Interlocked.Increment(ref _failures) == 1;
}
