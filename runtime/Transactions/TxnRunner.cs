using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Transactions.Machine;

namespace TinyChain.Runtime.Transactions;

/// <summary>
/// Stations 3 and 8: gives a request its transaction and ends it. The shell around
/// <see cref="TxnMachine"/>: it performs the effects that the machine decides on. What it begins
/// must be ended and released, whatever happens.
/// </summary>
public sealed class TxnRunner(StoredData data, CommitQueue commits, ActiveTxns active)
{
    /// <summary>
    /// Station 3. Without an id the host gives one and owns the transaction. With one, the first
    /// write in it owns it until it ends, once (spec/host.md 3.5); a read pins nothing.
    /// </summary>
    /// <returns>The transaction, or null and the fault.</returns>
    public Txn? Begin(string? id, Verb verb, bool isHypothetical, out Fault? fault)
    {
        if (commits.Failure is not null)
        {
            fault = Fault.Unavailable("the host's disk has failed; see its log, and restart it");
            return null;
        }

        var chosen = id is null ? null : TxnId.Parse(id);
        if (id is not null && chosen is null)
        {
            fault = Fault.BadRequest($"txn_id '{Shown(id)}' is not <nanoseconds>-<nonce>, such as "
                + "1700000000000000000-42");
            return null;
        }

        return active.Open(chosen, verb, isHypothetical, out fault) is { } self
            ? Txn.Over(data, self) : null;
    }

    /// <summary>
    /// Station 8: commits the transaction unless it failed or is hypothetical. Committed means
    /// durable, and visible to all that begin from now on. What the answer shows of collections was
    /// claimed before.
    /// </summary>
    public async ValueTask<OutcomeKind> End(Txn txn, Fault? fault)
    {
        var self = txn.Participation!;
        var writes = fault is null ? data.WritesOf(self) : [];
        TxnEvent asked = fault is null
            ? new TxnEvent.CommitAsked(writes.Count > 0) : new TxnEvent.RollbackAsked();
        var outcome = OutcomeKind.RolledBack;
        var effects = self.Machine.Handle(asked);
        for (var i = 0; i < effects.Length; i++)
        {
            if (effects[i] is TxnEffect.Persist)
            {
                var isDurable = await commits.Write(writes).ConfigureAwait(false);
                effects = self.Machine.Handle(
                    isDurable ? new TxnEvent.Persisted() : new TxnEvent.PersistFailed());
                i = -1;
            }
            else if (effects[i] is TxnEffect.Release release)
            {
                data.End(self, release.IsCommitted);
            }
            else if (effects[i] is TxnEffect.Reply reply)
            {
                outcome = reply.Outcome;
            }
        }

        if (outcome == OutcomeKind.Committed) txn.Committed();
        return outcome;
    }

    /// <summary>Whether others wait for what it has written, or intends to.</summary>
    public bool HoldsWrites(Txn txn) => data.IsWriter(txn.Participation!);

    /// <summary>
    /// Ends what a transaction still holds, its view of the past included. Always the last call;
    /// where nobody has ended the transaction, it rolls back.
    /// </summary>
    public void Release(Txn txn)
    {
        var self = txn.Participation!;
        self.Machine.Handle(new TxnEvent.RollbackAsked());
        if (self.Machine.IsDecided) data.End(self, false);
        active.Remove(self);
        txn.Dispose();
    }

    /// <summary>
    /// Does work in a transaction of the host's own, and commits it. The work's answer, or the
    /// fault of a commit that failed.
    /// </summary>
    public async ValueTask<State> Run(Func<Txn, ValueTask<State>> work)
    {
        var txn = Txn.Over(data, active.Open(null, Verb.Post, false, out _)!);
        try
        {
            var answer = await work(txn).ConfigureAwait(false);
            var fault = answer.As<Fault>();
            var outcome = await End(txn, fault).ConfigureAwait(false);
            return outcome == OutcomeKind.Committed || fault is not null ? answer
                : State.Of(Fault.Unavailable("a transaction of the host's own did not commit"));
        }
        finally
        {
            Release(txn);
        }
    }

    private static string Shown(string text) => text.Length <= 64 ? text : text[..64] + "…";
}
