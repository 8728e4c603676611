using System.Buffers.Binary;
using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Ports;

namespace TinyChain.Runtime.Transactions;

/// <summary>
/// Stations 3 and 8: gives a request its transaction and ends it. A transaction lives for one
/// request; nothing below takes part in it yet, so ending it only records the decision.
/// </summary>
public sealed class TxnRunner(TimeProvider time, IEntropy entropy, ClockWindow window)
{
    // Ids chosen by clients, kept while the window would accept them again. At 65,536 within a few
    // seconds a host is flooded, and refuses more.
    private const int MostIds = 1 << 16;

    // Guards _last and _chosen: no id is given out or accepted twice.
    private readonly Lock _gate = new();
    private readonly SortedSet<TxnId> _chosen = [];
    private TxnId _last;

    /// <summary>
    /// Station 3. Without an id the host gives one and owns the transaction. With one, a write owns
    /// it until it ends, once (spec/host.md 3.5); a read pins nothing.
    /// </summary>
    /// <returns>The transaction, or null and the fault.</returns>
    public Txn? Begin(string? id, Verb verb, out Fault? fault)
    {
        fault = null;
        if (id is null) return new Txn(NextId());
        if (TxnId.Parse(id) is not { } chosen)
        {
            fault = Fault.BadRequest(
                $"txn_id '{Shown(id)}' is not <nanoseconds>-<nonce>, such as "
                + "1700000000000000000-42");
            return null;
        }

        fault = Accept(chosen, verb);
        return fault is null ? new Txn(chosen) : null;
    }

    /// <summary>Station 8. A request's transaction commits unless it failed or is hypothetical.</summary>
    public static Outcome End(Txn txn, State answer) =>
        new(answer.IsFault || txn.IsHypothetical ? OutcomeKind.RolledBack : OutcomeKind.Committed,
            answer);

    private TxnId NextId()
    {
        Span<byte> nonce = stackalloc byte[2];
        entropy.Fill(nonce);
        lock (_gate)
        {
            _last = HybridClock.Next(_last, NowNs(), BinaryPrimitives.ReadUInt16BigEndian(nonce));
            return _last;
        }
    }

    private Fault? Accept(TxnId id, Verb verb)
    {
        lock (_gate)
        {
            var now = NowNs();
            if (window.Refuse(id, now) is { } refusal) return refusal;
            Forget(window.OldestNs(now));
            if (_chosen.Contains(id))
                return Fault.Conflict($"transaction {id} is owned or already decided");
            if (_chosen.Count >= MostIds)
                return Fault.Unavailable("too many transactions with ids of their own; try later");
            if (verb != Verb.Get) _chosen.Add(id);
            _last = HybridClock.Observe(_last, id);
            return null;
        }
    }

    private void Forget(ulong oldestNs)
    {
        while (_chosen.Count > 0 && _chosen.Min.TimeNs < oldestNs) _chosen.Remove(_chosen.Min);
    }

    private ulong NowNs() =>
        (ulong)(time.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks * 100;

    private static string Shown(string text) => text.Length <= 64 ? text : text[..64] + "…";
}
