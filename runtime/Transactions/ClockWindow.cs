using TinyChain.Ir.Values;

namespace TinyChain.Runtime.Transactions;

/// <summary>
/// Which ids a host accepts from outside (spec/host.md 1.7): `now − ttl − skew ≤ T ≤ now + skew`.
/// </summary>
public sealed record ClockWindow(TimeSpan Ttl, TimeSpan Skew)
{
    /// <summary>Why the id is refused, or null when it is inside the window.</summary>
    public Fault? Refuse(TxnId id, ulong nowNs)
    {
        if (id.TimeNs < OldestNs(nowNs))
            return Fault.BadRequest($"transaction id expired: {id} is older than "
                + $"{(Ttl + Skew).TotalSeconds:0.###} s; begin a new transaction");
        if (id.TimeNs > nowNs + Nanoseconds(Skew))
            return Fault.BadRequest($"transaction id is in the future: {id} is more than "
                + $"{Skew.TotalSeconds:0.###} s ahead of this host; check the clocks");
        return null;
    }

    /// <summary>
    /// L8: up to here, what a host had heard of when a transaction first came to it may have ended
    /// before that began; `known` is the host's clock of that moment. Clocks are the skew apart,
    /// and an id is the skew ahead of the clock that accepted it: what is younger by more than both
    /// can't have ended before.
    /// </summary>
    public TxnId UncertainTo(TxnId id, TxnId known)
    {
        var most = new TxnId(id.TimeNs + Nanoseconds(Skew * 2), id.Nonce);
        return known.CompareTo(most) < 0 ? known : most;
    }

    /// <summary>The earliest time that is still accepted.</summary>
    public ulong OldestNs(ulong nowNs)
    {
        var age = Nanoseconds(Ttl + Skew);
        return nowNs > age ? nowNs - age : 0;
    }

    private static ulong Nanoseconds(TimeSpan span) => (ulong)span.Ticks * 100;
}
