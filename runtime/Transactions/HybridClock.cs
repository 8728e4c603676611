namespace TinyChain.Runtime.Transactions;

/// <summary>
/// Transaction ids that follow the wall clock and never go back (spec/host.md 1.7). Pure: the time
/// and the nonce come in, the next id goes out.
/// </summary>
public static class HybridClock
{
    /// <summary>
    /// An id above `last`: of the physical time, or a nanosecond later than `last`.
    /// </summary>
    public static TxnId Next(TxnId last, ulong physicalNs, ushort nonce) =>
        new(Math.Max(physicalNs, last.TimeNs + 1), nonce);

    /// <summary>The later of the two: what a host knows after it accepted another's id.</summary>
    public static TxnId Observe(TxnId last, TxnId seen) => seen.CompareTo(last) > 0 ? seen : last;
}
