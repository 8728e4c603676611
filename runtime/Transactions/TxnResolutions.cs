using TinyChain.Ir;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Ports;
using TinyChain.Runtime.Transactions.Machine;
using TinyChain.Runtime.Transactions.Resolutions;

namespace TinyChain.Runtime.Transactions;

/// <summary>
/// An operator's way out of a doubt whose owner is gone for ever (rules W3 to W5 of
/// docs/protocol.md, decision 0070): decides in the owner's place, remembers that, and compares it
/// with what the owner says, should it ever say something.
/// </summary>
public sealed class TxnResolutions
{
    private readonly ActiveTxns _active;
    private readonly TxnDriver _driver;
    private readonly CommitQueue _commits;
    private readonly TxnClock _clock;

    // Guards the decisions; the store has the same.
    private readonly Lock _gate = new();
    private readonly SortedDictionary<TxnId, Resolution> _made = [];
    private TxnId _asked;

    internal TxnResolutions(
        ActiveTxns active, TxnDriver driver, CommitQueue commits, TxnClock clock, IStore store)
    {
        (_active, _driver, _commits, _clock) = (active, driver, commits, clock);
        foreach (var made in ResolutionRecords.Read(store)) _made[made.Id] = made;
    }

    /// <summary>Told of each decision that is made.</summary>
    public Action<Resolution> Made { get; set; } = _ => { };

    /// <summary>Told, once, of each decision that the owner's contradicts.</summary>
    public Action<Resolution> Mismatched { get; set; } = _ => { };

    /// <summary>
    /// Decides a transaction that is in doubt here. The decision, durable; or null and why not.
    /// </summary>
    public async ValueTask<(Resolution? Made, Fault? Fault)> Resolve(
        TxnId id, bool isCommit, string by)
    {
        if (Refuse(id, out var self) is { } refusal) return (null, refusal);
        var made = new Resolution(id, self!.Owner, self.Cluster, isCommit)
        {
            AtNs = _clock.NowNs,
            By = by,
        };
        var (outcome, _) = await _driver.Drive(
            self, new TxnEvent.Resolved(isCommit), ResolutionRecords.Of(made))
            .ConfigureAwait(false);
        if (outcome is null) return (null, ResolutionFaults.Deciding(id));
        if (outcome == OutcomeKind.InDoubt) return (null, ResolutionFaults.DiskFailed());
        lock (_gate) _made[id] = made;
        Made(made);
        return (made, null);
    }

    /// <summary>
    /// Some of the decisions, those first that the owner's contradict and then the newest, and how
    /// many there are besides.
    /// </summary>
    public (IReadOnlyList<Resolution> Listed, int LeftOut) List(int most)
    {
        lock (_gate)
        {
            var listed = _made.Values.OrderByDescending(made => made.IsMismatch)
                .ThenByDescending(made => made.AtNs).Take(most).ToList();
            return (listed, _made.Count - listed.Count);
        }
    }

    internal Resolution? Find(TxnId id)
    {
        lock (_gate) return _made.GetValueOrDefault(id);
    }

    /// <summary>Hears how the owner has decided; true where the operator has so too.</summary>
    internal bool Hear(Resolution made, bool isCommit)
    {
        if (made.OwnersWord is null)
        {
            var heard = made with { OwnersWord = isCommit, SaidNs = _clock.NowNs };
            lock (_gate)
            {
                if (!_made.TryGetValue(made.Id, out var known) || known.OwnersWord is not null)
                    return isCommit == made.IsCommitted;
                _made[made.Id] = heard;
            }

            // Nobody waits for this: should it be lost, the owner says it again, or is asked.
            _ = _commits.Write([ResolutionRecords.Of(heard)]);
            if (heard.IsMismatch) Mismatched(heard);
        }

        return isCommit == made.IsCommitted;
    }

    /// <summary>The next few whose owners have said nothing yet; all of them have their turn.
    /// </summary>
    internal IReadOnlyList<Resolution> NextToAsk(int most)
    {
        lock (_gate)
        {
            var silent = _made.Values.Where(made => made.OwnersWord is null).ToList();
            var next = silent.Where(made => made.Id.CompareTo(_asked) > 0).Take(most).ToList();
            if (next.Count == 0) next = [.. silent.Take(most)];
            if (next.Count > 0) _asked = next[^1].Id;
            return next;
        }
    }

    /// <summary>
    /// The writes that forget what the owner has confirmed long ago. A contradiction stays.
    /// </summary>
    internal IReadOnlyList<StoreWrite> Forget()
    {
        var kept = (ulong)TxnRecords.Kept.Ticks * 100;
        lock (_gate)
        {
            var old = _made.Values.Where(made =>
                made is { OwnersWord: not null, IsMismatch: false }
                && made.SaidNs + kept < _clock.NowNs).ToList();
            foreach (var made in old) _made.Remove(made.Id);
            return [.. old.Select(made => ResolutionRecords.Without(made.Id))];
        }
    }

    private Fault? Refuse(TxnId id, out Participation? self)
    {
        self = _active.Find(id);
        lock (_gate)
        {
            if (_made.TryGetValue(id, out var before)) return ResolutionFaults.Done(before);
            if (_made.Count >= Limits.Resolutions) return ResolutionFaults.Full();
        }

        if (self is null)
            return _active.IsCommitted(id) is { } isCommitted
                ? ResolutionFaults.Ended(id, isCommitted) : ResolutionFaults.Unknown(id);
        if (self.IsOwner) return ResolutionFaults.OwnedHere(id);
        return self.State switch
        {
            TxnState.Open => ResolutionFaults.NotVoted(id, self.Remaining),
            TxnState.InDoubt => self.IsExpired ? null
                : ResolutionFaults.StillInTime(id, self.Owner.Cluster, self.Remaining),
            TxnState.Preparing => ResolutionFaults.Deciding(id),
            TxnState.Committed => ResolutionFaults.Ended(id, true),
            TxnState.RolledBack => ResolutionFaults.Ended(id, false),
        };
    }
}
