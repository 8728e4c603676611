using System.Security.Cryptography;
using TinyChain.Ir.Values;
using TinyChain.Ir;
using TinyChain.Runtime.Auth;
using TinyChain.Runtime.Ports;
using TinyChain.Runtime.Transactions.Machine;
using TinyChain.Runtime.Transactions.Resolutions;

namespace TinyChain.Runtime.Transactions;

/// <summary>
/// What other hosts ask of this one about transactions (spec/host.md 3.4): to note a participant,
/// to vote, to hear a decision; and, by anybody, how a transaction stands. Called by the kernel.
/// `by` is whose key has signed the request; between open hosts there are no keys, and `by` is
/// null.
/// </summary>
public sealed class TxnControl
{
    /// <summary>The one replica that each cluster has, as votes count them.</summary>
    private const long One = 1;

    private readonly ActiveTxns _active;
    private readonly TxnDriver _driver;
    private readonly IStore _store;
    private readonly TxnResolutions _resolutions;

    internal TxnControl(
        ActiveTxns active, TxnDriver driver, IStore store, TxnResolutions resolutions) =>
        (_active, _driver, _store, _resolutions) = (active, driver, store, resolutions);

    /// <summary>
    /// Notes that the cluster at `leader` takes part in a transaction of this host's. `claim` is
    /// the owner that the request's chain of tokens names.
    /// </summary>
    public State Join(TxnId id, Link leader, TxnOwner? claim)
    {
        if (_active.Find(id) is not { IsOwner: true } self)
            return _active.IsCommitted(id) == false ? Over(id)
                : Refuse($"transaction {id} is not open here; begin a new one");
        if (!IsBy(self.Owner, claim)) return NotTheOwner(id);
        if (self.Peers.Joined.Length >= Limits.Participants)
            return State.Of(Fault.Limit("participants of a transaction", Limits.Participants));
        return self.Handle(new TxnEvent.Joined(leader)).IsEmpty
            ? TxnMessages.Map(
                (TxnMessages.Joined, State.Of(true)),
                (TxnMessages.DeadlineMs, State.Of((long)self.Remaining.TotalMilliseconds)))
            : self.State == TxnState.RolledBack ? Over(id)
            : Refuse($"transaction {id} is past deciding; begin a new one");
    }

    /// <summary>This host's vote, durable where it is yes.</summary>
    public async ValueTask<State> Prepare(TxnId id, TxnOwner? by)
    {
        if (IsAnothers(id, by)) return NotTheOwner(id);
        if (_active.Find(id) is not { } self)
        {
            // Who asks too late changes nothing: others rely on the commit.
            if (IsCommitted(id)) return Refuse($"transaction {id} is committed");
            // Whatever he sends in it later comes too late.
            _active.Bury(id, by);
            return Vote("no", []);
        }

        if (self.IsOwner) return NotTheOwner(id);
        var writes = _driver.Seal(self);
        var (outcome, _) = await _driver.Drive(self, new TxnEvent.PrepareAsked(writes.Count > 0))
            .ConfigureAwait(false);
        if (outcome == OutcomeKind.InDoubt)
            return State.Of(Fault.Unavailable("the host's disk has failed"));
        return !await self.Voted.ConfigureAwait(false) ? Vote("no", [])
            : Vote(writes.Count > 0 ? "yes" : "read", writes);
    }

    /// <summary>The owner has decided to commit.</summary>
    public async ValueTask<State> Commit(TxnId id, TxnOwner? by)
    {
        if (IsAnothers(id, by)) return NotTheOwner(id);
        if (_active.Find(id) is { } self)
        {
            if (self.IsOwner) return NotTheOwner(id);
            if (self.State == TxnState.Open)
                return Refuse($"transaction {id} has not been voted on here");
            await _driver.Drive(self, new TxnEvent.Decided(true)).ConfigureAwait(false);
            // Where it was decided twice at once, the other one is at the disk.
            await self.Ended.ConfigureAwait(false);
            return self.State == TxnState.Committed ? Stands("committed") : RolledBack(id);
        }

        if (_resolutions.Find(id) is { } made) return Compare(made, by, true);
        // A vote is kept until its commit is: who asks about none is told again. Nobody takes back
        // what he has said himself.
        return _active.IsCommitted(id) == false || _active.IsBuried(id, by)
            ? RolledBack(id) : Stands("committed");
    }

    /// <summary>The owner has rolled back.</summary>
    public async ValueTask<State> Abort(TxnId id, TxnOwner? by)
    {
        if (IsAnothers(id, by)) return NotTheOwner(id);
        if (_active.Find(id) is not { } self)
        {
            if (_resolutions.Find(id) is { } made) return Compare(made, by, false);
            if (IsCommitted(id)) return Refuse($"transaction {id} is committed");
            _active.Bury(id, by);
            return Stands("aborted");
        }

        if (self.IsOwner) return NotTheOwner(id);
        await _driver.Drive(self, new TxnEvent.Decided(false)).ConfigureAwait(false);
        return self.State == TxnState.RolledBack ? Stands("aborted")
            : Refuse($"transaction {id} is committed");
    }

    /// <summary>How a transaction stands at this host, as far as it knows.</summary>
    public State Query(TxnId id)
    {
        if (_active.Find(id) is not { } self)
            return Stands(
                IsCommitted(id) ? "committed"
                : _active.IsCommitted(id) == false || _resolutions.Find(id) is not null
                    ? "aborted" : "unknown");
        var stage = self.State switch
        {
            TxnState.Open or TxnState.Preparing => "active",
            TxnState.InDoubt => self.IsOwner ? "active" : "prepared",
            TxnState.Committed => "committed",
            TxnState.RolledBack => "aborted",
        };
        return TxnMessages.Map(
            (TxnMessages.Stage, State.Of(stage)),
            (TxnMessages.Owner, State.Of(self.Owner.Cluster)));
    }

    // W5: what an operator has decided stays, whatever the owner says.
    private State Compare(Resolution made, TxnOwner? by, bool isCommit)
    {
        if (!IsBy(made.Owner, by)) return NotTheOwner(made.Id);
        if (_resolutions.Hear(made, isCommit)) return Stands(isCommit ? "committed" : "aborted");
        return isCommit ? RolledBack(made.Id) : Refuse($"transaction {made.Id} is committed");
    }

    /// <summary>403: somebody else owns it, or nobody can tell that he does.</summary>
    internal static State NotTheOwner(TxnId id) => State.Of(Fault.Forbidden(
        $"only the owner of transaction {id} may say how it goes on"));

    private static bool IsBy(TxnOwner owner, TxnOwner? signer) =>
        owner.Key.Length == 0 || (signer is not null && owner.IsSame(signer));

    // M3: who it was is known as long as how it ended.
    private bool IsAnothers(TxnId id, TxnOwner? by) =>
        _active.OwnerOf(id) is { } owner && !IsBy(owner, by);

    private static State RolledBack(TxnId id) =>
        Refuse($"transaction {id} was rolled back here");

    private static State Refuse(string why) => State.Of(Fault.Conflict(why));

    // O6: whoever hears it in the transaction looks for what rolled it back.
    private static State Over(TxnId id) =>
        State.Of(Fault.Echo($"transaction {id} was rolled back; begin a new one"));

    private static State Stands(string stage) =>
        TxnMessages.Map((TxnMessages.Stage, State.Of(stage)));

    private static State Vote(string vote, IReadOnlyList<StoreWrite> writes) => TxnMessages.Map(
        (TxnMessages.Vote, State.Of(vote)),
        (Id.Of("n"), State.Of(One)), (Id.Of("ok"), State.Of(One)), (Id.Of("epoch"), State.Of(One)),
        (Id.Of("hash"), State.Of(Hash(writes))));

    private static string Hash(IReadOnlyList<StoreWrite> writes)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var write in writes.OrderBy(write => write.Key, KeyComparer.Instance))
        {
            hash.AppendData(BitConverter.GetBytes(write.Key.Length));
            hash.AppendData(write.Key);
            hash.AppendData(BitConverter.GetBytes(write.Value?.Length ?? -1));
            hash.AppendData(write.Value ?? []);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private bool IsCommitted(TxnId id) =>
        _active.IsCommitted(id) ?? TxnRecords.IsCommitted(_store, id);
}
