using TinyChain.Ir.Values;
using TinyChain.Runtime.Ports;
using TinyChain.Runtime.Transactions.Machine;

namespace TinyChain.Runtime.Transactions;

/// <summary>
/// Does what the machines of transactions decide, in their order: writes to the disk, asks and
/// tells the other hosts, and releases what was claimed.
/// </summary>
internal sealed class TxnDriver(
    StoredData data, CommitQueue commits, ActiveTxns active, TxnMessages peers,
    Deliveries deliveries)
{
    /// <summary>
    /// Lets a transaction's machine hear of an event, and does all that follows. How the
    /// transaction ended, where that is decided now, and why it did not commit, where a
    /// participant said so. `record` becomes durable with what the event decides.
    /// </summary>
    internal async ValueTask<(OutcomeKind? Outcome, Fault? Reason)> Drive(
        Participation self, TxnEvent happened, StoreWrite? record = null)
    {
        var effects = self.Handle(happened);
        List<Task<(TxnEvent Happened, Fault? Reason)>>? votes = null;
        List<Task>? told = null;
        (OutcomeKind? outcome, Fault? reason) = (null, null);
        while (true)
        {
            for (var i = 0; i < effects.Length; i++)
            {
                switch (effects[i])
                {
                    case TxnEffect.Persist persist:
                        var isDurable = await commits.Write(
                            Batch(self, persist.State, record))
                            .ConfigureAwait(false);
                        effects = self.Handle(
                            isDurable ? new TxnEvent.Persisted() : new TxnEvent.PersistFailed());
                        i = -1;
                        break;
                    case TxnEffect.SendPrepare ask:
                        (votes ??= []).Add(peers.SendPrepare(self, ask.Cluster));
                        break;
                    case TxnEffect.SendDecision decision:
                        (told ??= []).Add(
                            deliveries.Tell(self, decision.Cluster, decision.IsCommit));
                        break;
                    case TxnEffect.Vote vote:
                        self.Vote(vote.IsYes);
                        active.Settle(self);
                        break;
                    case TxnEffect.Release release:
                        Release(self, release.IsCommitted);
                        break;
                    case TxnEffect.Reply reply:
                        // After one attempt to tell each (spec/host.md 3.4): who reads at a
                        // participant next finds it done.
                        if (told is not null) await Task.WhenAll(told).ConfigureAwait(false);
                        outcome = reply.Outcome;
                        break;
                }
            }

            if (votes is null or [] || self.IsDecided) return (outcome, reason);
            var first = await Task.WhenAny(votes).ConfigureAwait(false);
            votes.Remove(first);
            var (heard, why) = await first.ConfigureAwait(false);
            reason ??= why;
            effects = self.Handle(heard);
        }
    }

    /// <summary>What is written so far; nothing more is, from here on.</summary>
    internal IReadOnlyList<StoreWrite> Seal(Participation self) => data.Seal(self);

    private void Release(Participation self, bool isCommitted)
    {
        // Before its claims are free: the next vote on a key of its stands behind this in the
        // queue, and no restart finds both. Where it is lost, the owner says the same again.
        if (self.HasVoted && self.State == TxnState.RolledBack)
            _ = commits.Write([.. TxnRecords.WithoutVote(self.Id, data.Seal(self))]);
        data.End(self, isCommitted);
        active.Decide(self);
        if (self.State == TxnState.Committed) self.Committed();
    }

    // In one batch, so that all of it is on the disk or none.
    private IReadOnlyList<StoreWrite> Batch(
        Participation self, TxnState state, StoreWrite? record)
    {
        StoreWrite[] records = record is { } one ? [one] : [];
        var writes = data.Seal(self);
        if (state == TxnState.InDoubt) return [.. TxnRecords.OfVote(self, writes)];
        if (state == TxnState.RolledBack)
            return [.. TxnRecords.WithoutVote(self.Id, writes), .. records];
        if (!self.IsOwner)
            return
            [
                .. writes, .. TxnRecords.WithoutVote(self.Id, writes),
                TxnRecords.OfCommit(self, []), .. records,
            ];
        var (participants, _) = self.Peers;
        return participants.IsEmpty && !self.IsChosen && self.Extras.IsEmpty ? writes
            : [.. writes, .. self.Extras, TxnRecords.OfCommit(self, participants)];
    }
}
