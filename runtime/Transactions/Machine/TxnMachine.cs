using System.Collections.Immutable;
using TinyChain.Ir.Diagnostics;
using TinyChain.Ir.Values;

namespace TinyChain.Runtime.Transactions.Machine;

/// <summary>
/// One transaction at one cluster: two-phase commit with presumed abort, with a single owner and a
/// flat list of participants (spec/host.md 3.4; the rules T1 to T15 of docs/protocol.md stand
/// beside the lines that follow them). Pure: an event in, effects out, in the order in which they
/// must happen. Without participants it is one write to the disk.
/// </summary>
public sealed class TxnMachine(bool isHypothetical = false)
{
    private static readonly ImmutableArray<TxnEffect> s_nothing = [];

    private ImmutableSortedSet<Link> _participants =
        ImmutableSortedSet.Create<Link>(Comparer<Link>.Create(
            (a, b) => string.CompareOrdinal(a.ToString(), b.ToString())));

    private ImmutableSortedSet<Link> _waitingFor = ImmutableSortedSet<Link>.Empty;
    private bool _hasWrites;
    private bool _isPersisting;
    private bool _isLost;
    private bool _isUndoing;

    public TxnState State { get; private set; } = TxnState.Open;

    /// <summary>True from the decision on: nothing changes it any more.</summary>
    public bool IsDecided => State is TxnState.Committed or TxnState.RolledBack;

    /// <summary>The clusters that have joined.</summary>
    public IReadOnlyCollection<Link> Participants => _participants;

    /// <summary>
    /// Clusters that the owner has not heard from: their votes, or that they are done.
    /// </summary>
    public IReadOnlyCollection<Link> WaitingFor => _waitingFor;

    public ImmutableArray<TxnEffect> Handle(TxnEvent happened) => happened switch
    {
        TxnEvent.Joined joined => Join(joined.Cluster),
        TxnEvent.CommitAsked asked => Commit(asked.HasWrites),
        TxnEvent.RollbackAsked => State == TxnState.Open ? RollBack() : s_nothing,
        TxnEvent.PrepareAsked asked => Prepare(asked.HasWrites),
        TxnEvent.Persisted => OnDisk(),
        TxnEvent.PersistFailed => NotOnDisk(),
        TxnEvent.Acked acked => Ack(acked.Cluster, acked.IsYes),
        TxnEvent.PeerLost lost => Lose(lost.Cluster),
        TxnEvent.Decided decided => Decide(decided.IsCommit),
        TxnEvent.Resolved resolved => Resolve(resolved.IsCommit),
        TxnEvent.Expired => Expire(),
        TxnEvent.Recovered recovered => Recover(recovered),
        _ => throw new BugException($"no rule for {happened.GetType().Name}"),
    };

    // T1: a cluster joins once, and only while the owner may still ask it to vote.
    private ImmutableArray<TxnEffect> Join(Link cluster)
    {
        if (State != TxnState.Open) return [new TxnEffect.SendDecision(cluster, false)];
        _participants = _participants.Add(cluster);
        return s_nothing;
    }

    private ImmutableArray<TxnEffect> Commit(bool hasWrites)
    {
        if (State != TxnState.Open) return s_nothing;
        _hasWrites = hasWrites;
        if (isHypothetical) return RollBack();                                            // T2
        if (_participants.IsEmpty) return hasWrites ? Persist(TxnState.Committed) : Done();  // T3
        State = TxnState.Preparing;                                                       // T4
        _waitingFor = _participants;
        return [.. _participants.Select(cluster => new TxnEffect.SendPrepare(cluster))];
    }

    // T5: a participant votes when its vote is on the disk; without writes there is nothing to
    // decide, and it leaves at once. Who asks again while the disk works hears the same vote.
    private ImmutableArray<TxnEffect> Prepare(bool hasWrites)
    {
        if (_isLost) return [new TxnEffect.Reply(OutcomeKind.InDoubt)];
        if (State == TxnState.InDoubt && _isPersisting) return s_nothing;
        if (State != TxnState.Open) return [new TxnEffect.Vote(State != TxnState.RolledBack)];
        if (!hasWrites)
        {
            State = TxnState.Committed;
            return [new TxnEffect.Release(false), new TxnEffect.Vote(true)];
        }

        _hasWrites = true;
        return Persist(TxnState.InDoubt);
    }

    private ImmutableArray<TxnEffect> Persist(TxnState state)
    {
        State = state == TxnState.InDoubt ? state : TxnState.Preparing;
        _isPersisting = true;
        return [new TxnEffect.Persist(state)];
    }

    private ImmutableArray<TxnEffect> OnDisk()
    {
        Check.That(_isPersisting, "nothing else was to be made durable");
        _isPersisting = false;
        return State == TxnState.InDoubt ? [new TxnEffect.Vote(true)]
            : _isUndoing ? RollBack() : Done();                                           // T6
    }

    // T7: what may or may not be on the disk is in doubt, and is never shown as rolled back.
    private ImmutableArray<TxnEffect> NotOnDisk()
    {
        (_isPersisting, _isLost) = (false, true);
        State = TxnState.InDoubt;
        return [new TxnEffect.Reply(OutcomeKind.InDoubt)];
    }

    private ImmutableArray<TxnEffect> Ack(Link cluster, bool isYes)
    {
        if (!_waitingFor.Contains(cluster)) return s_nothing;
        if (State == TxnState.Preparing && !isYes) return RollBack();                     // T8
        _waitingFor = _waitingFor.Remove(cluster);
        return State == TxnState.Preparing && _waitingFor.IsEmpty
            ? Persist(TxnState.Committed) : s_nothing;                                    // T9
    }

    // T10: before the decision a lost participant means no; after it, it is asked until it answers.
    private ImmutableArray<TxnEffect> Lose(Link cluster) => State switch
    {
        TxnState.Open or TxnState.Preparing =>
            _participants.Contains(cluster) && !_isPersisting ? RollBack() : s_nothing,
        TxnState.Committed => _waitingFor.Contains(cluster)
            ? [new TxnEffect.SendDecision(cluster, true)] : s_nothing,
        TxnState.InDoubt or TxnState.RolledBack => s_nothing,
    };

    // T11: the owner's word ends a participant's doubt, and hearing it again changes nothing, nor
    // does it while the disk works.
    private ImmutableArray<TxnEffect> Decide(bool isCommit)
    {
        if (IsDecided || _isPersisting) return s_nothing;
        Check.That(!isCommit || State == TxnState.InDoubt, "a commit follows a vote");
        if (isCommit) return Persist(TxnState.Committed);
        State = TxnState.RolledBack;
        return [new TxnEffect.Release(false)];
    }

    // T15: an operator ends a doubt in the owner's place; that is durable before it has effects,
    // rolling back too.
    private ImmutableArray<TxnEffect> Resolve(bool isCommit)
    {
        if (State != TxnState.InDoubt || _isPersisting || _isLost) return s_nothing;
        _isUndoing = !isCommit;
        return Persist(isCommit ? TxnState.Committed : TxnState.RolledBack);
    }

    // T12: time ends what is undecided; a vote that was given, and a decision that may already be
    // on the disk, it does not touch.
    private ImmutableArray<TxnEffect> Expire() =>
        State is TxnState.Open or TxnState.Preparing && !_isPersisting ? RollBack() : s_nothing;

    // T13: a decision is sent again to all who may not have heard it; a vote waits for the owner.
    private ImmutableArray<TxnEffect> Recover(TxnEvent.Recovered found)
    {
        Check.That(State == TxnState.Open, "a transaction is recovered before all else");
        State = found.State;
        if (State != TxnState.Committed)
        {
            _hasWrites = true;
            return s_nothing;
        }

        _participants = _participants.Union(found.Participants);
        _waitingFor = _participants;
        return Tell(true);
    }

    private ImmutableArray<TxnEffect> Done()
    {
        State = TxnState.Committed;
        _waitingFor = _participants;
        return
        [
            new TxnEffect.Release(_hasWrites),
            .. Tell(true),
            new TxnEffect.Reply(OutcomeKind.Committed),
        ];
    }

    private ImmutableArray<TxnEffect> Tell(bool isCommit) =>
        [.. _participants.Select(cluster => new TxnEffect.SendDecision(cluster, isCommit))];

    // T14: presumed abort: nothing is made durable, for a host that knows nothing says the same.
    private ImmutableArray<TxnEffect> RollBack()
    {
        State = TxnState.RolledBack;
        _waitingFor = _waitingFor.Clear();
        return
        [
            new TxnEffect.Release(false),
            .. Tell(false),
            new TxnEffect.Reply(OutcomeKind.RolledBack),
        ];
    }
}
