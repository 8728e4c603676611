using System.Collections.Immutable;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Auth;
using TinyChain.Runtime.Ports;
using TinyChain.Runtime.Transactions.Machine;

namespace TinyChain.Runtime.Transactions;

/// <summary>
/// A transaction at this host: its machine, its time, and who waits for it. Requests of one
/// transaction share it, whether this host owns the transaction or takes part in it.
/// </summary>
internal sealed class Participation(TxnId id, TxnOwner? owner, TimeProvider time, TimeSpan ttl)
{
    /// <summary>
    /// Heirs of one transaction: those beyond come when they wake, as readers do. Each is looked at
    /// while nobody else can claim anything, some 64 µs in all.
    /// </summary>
    private const int MostHeirs = 64;

    private readonly long _start = time.GetTimestamp();
    private readonly TaskCompletionSource _ended =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    // Guards the machine and the fields below: events come from requests, peers and timers.
    private readonly Lock _gate = new();
    private TxnOwner? _owner = owner;
    private Link? _cluster;
    private SemaphoreSlim? _mutations;
    private Turn? _turn;
    private HashSet<(Participation By, byte[] Key)>? _heirs;
    private List<Action>? _afterCommit;
    private TaskCompletionSource<bool>? _voted;
    private Participation? _blocker;
    private Task<Fault?>? _join;
    private TxnMachine? _machine;
    private int _calls;
    private int _letGo;
    private long? _asked;

    internal TxnId Id { get; } = id;

    /// <summary>This host, as the owner of what nobody else owns.</summary>
    internal required TxnOwner Host { get; init; }

    /// <summary>Where its first request went.</summary>
    internal required Link Link { get; init; }

    // Most transactions never leave the host, and have no use for these two.
    internal TxnOwner Owner => _owner ??= Host with { Cluster = Cluster };

    /// <summary>The cluster of this host by which it takes part: an absolute link.</summary>
    internal Link Cluster => _cluster ??= Host.Cluster.Append(Clusters.Of(Link).Path.AsSpan());

    internal bool IsOwner { get; init; } = true;

    internal bool IsHypothetical { get; init; }

    /// <summary>Its id came from outside: somebody may ask for it by that.</summary>
    internal bool IsChosen { get; init; }

    /// <summary>Who sent its first request: the owner is told of this host by that chain.</summary>
    internal Caller Caller { get; init; } = Caller.Anonymous;

    /// <summary>Hosts that its first request came by.</summary>
    internal int Hops { get; init; }

    /// <summary>Tells the owner that this host takes part. Set where it is not the owner.</summary>
    internal Func<Task<Fault?>>? Joiner { get; init; }

    /// <summary>Writes that become durable with its commit, besides those of collections.</summary>
    internal ImmutableArray<StoreWrite> Extras { get; set; } = [];

    /// <summary>
    /// Taken around each write to a collection, so that the writes of one transaction's concurrent
    /// calls come one by one. Never held across a call of another service.
    /// </summary>
    internal SemaphoreSlim Mutations =>
        LazyInitializer.EnsureInitialized(ref _mutations, () => new SemaphoreSlim(1, 1));

    /// <summary>What its calls of ops take turns in, whichever request they come from.</summary>
    internal Turn Turn => LazyInitializer.EnsureInitialized(ref _turn, () => new Turn());

    /// <summary>The transaction that the same request had before, as others know it.</summary>
    internal TxnId? Before { get; init; }

    /// <summary>
    /// L8: what others have written up to here may have ended before it began. No later than
    /// itself where this host has chosen its id, above all that it knew.
    /// </summary>
    internal TxnId UncertainTo { get; set; }

    /// <summary>
    /// R1: the host has chosen its id, and nothing is written anywhere else in it.
    /// </summary>
    internal bool IsOursAlone => IsOwner && !IsChosen && Peers.Joined.IsEmpty;

    /// <summary>How often its request has run again.</summary>
    internal int Restarts { get; set; }

    /// <summary>
    /// The keys that it, and the transactions that the same request had before, came too late to
    /// write: the last one last. Changed under the lock of what is claimed.
    /// </summary>
    internal ImmutableArray<byte[]> Lost { get; private set; } = [];

    /// <summary>Completes when all claims are free again.</summary>
    internal Task Ended => _ended.Task;

    /// <summary>Completes with a participant's vote; false also where it can give none.</summary>
    internal Task<bool> Voted
    {
        get
        {
            lock (_gate) return Ballot.Task;
        }
    }

    internal TxnState State
    {
        get
        {
            lock (_gate) return Machine.State;
        }
    }

    /// <summary>How it stands, all of it at one moment.</summary>
    internal TxnMoment Moment
    {
        get
        {
            lock (_gate)
                return new TxnMoment(
                    Machine.State, [.. Machine.Participants], [.. Machine.WaitingFor])
                {
                    HasCalled = _calls > 0,
                    IsJoining = _join is { IsCompleted: false },
                    Blocker = _blocker?.Id,
                };
        }
    }

    internal bool IsDecided => State is TxnState.Committed or TxnState.RolledBack;

    /// <summary>Clusters that have joined, and those that have not answered yet.</summary>
    internal (ImmutableArray<Link> Joined, ImmutableArray<Link> Silent) Peers
    {
        get
        {
            lock (_gate) return ([.. Machine.Participants], [.. Machine.WaitingFor]);
        }
    }

    /// <summary>
    /// What it has written, as the store will hold it: gathered once it is to be committed, and
    /// from then on nobody writes any more. Null before.
    /// </summary>
    internal IReadOnlyList<StoreWrite>? Sealed { get; private set; }

    /// <summary>Why nothing can be claimed or written any more, or null.</summary>
    internal Fault? Refusal => State switch
    {
        TxnState.RolledBack => Fault.Echo(
            $"transaction {Id} was rolled back; nothing more can be done in it"),
        TxnState.Open when Sealed is null => IsExpired ? Late() : null,
        TxnState.Open or TxnState.Preparing or TxnState.InDoubt or TxnState.Committed =>
            Fault.Conflict($"transaction {Id} has ended; nothing more can be done in it"),
    };

    internal bool IsExpired => Remaining == TimeSpan.Zero;

    /// <summary>The time that is left, or none.</summary>
    internal TimeSpan Remaining
    {
        get
        {
            var left = ttl - time.GetElapsedTime(_start);
            return left > TimeSpan.Zero ? left : TimeSpan.Zero;
        }
    }

    /// <summary>
    /// Notes who waits to write a key that this one writes, to claim it before anybody wakes. Under
    /// the lock of what is claimed, as below.
    /// </summary>
    internal void AddHeir(Participation by, byte[] key)
    {
        _heirs ??= [];
        if (_heirs.Count < MostHeirs) _heirs.Add((by, key));
    }

    /// <summary>Who is to claim what, now that this one has ended: oldest first.</summary>
    internal IEnumerable<(Participation By, byte[] Key)> Heirs() =>
        _heirs is null ? [] : _heirs.OrderBy(heir => heir.By.Id).ToList();

    /// <summary>It has voted yes: that stands on the disk until it is decided.</summary>
    internal bool HasVoted
    {
        get
        {
            lock (_gate) return _voted?.Task is { IsCompletedSuccessfully: true, Result: true };
        }
    }

    private TaskCompletionSource<bool> Ballot =>
        _voted ??= new(TaskCreationOptions.RunContinuationsAsynchronously);

    private TxnMachine Machine => _machine ??= new TxnMachine(IsHypothetical);

    internal ImmutableArray<TxnEffect> Handle(TxnEvent happened)
    {
        lock (_gate) return Machine.Handle(happened);
    }

    /// <summary>Called under the lock of what it has written.</summary>
    internal void Seal(IReadOnlyList<StoreWrite> writes) => Sealed = writes;

    /// <summary>
    /// Before the first write: joins, where somebody else owns the transaction. Null, or why it
    /// can't; the answer of the first time counts for all.
    /// </summary>
    internal ValueTask<Fault?> Join()
    {
        if (Joiner is null) return default;
        lock (_gate) _join ??= Joiner();
        return new(_join);
    }

    /// <summary>Takes one of the calls to other hosts that a transaction may make here.</summary>
    internal int CountCall() => Interlocked.Increment(ref _calls);

    /// <summary>True once, of what this host takes part in for somebody else.</summary>
    internal bool LetGo() => !IsOwner && Interlocked.Exchange(ref _letGo, 1) == 0;

    /// <summary>Whether its owner may be asked again: at most once in so long.</summary>
    internal bool MayAsk(TimeSpan pause)
    {
        if (_asked is { } last && time.GetElapsedTime(last) < pause) return false;
        _asked = time.GetTimestamp();
        return true;
    }

    /// <summary>Has something done once it has committed, and not at all if it doesn't.</summary>
    internal void AfterCommit(Action action)
    {
        lock (_gate) (_afterCommit ??= []).Add(action);
    }

    /// <summary>
    /// Wakes who waits. Called once, under the lock of what was claimed.
    /// </summary>
    internal void End() => _ended.TrySetResult();

    /// <summary>Does what was to be done after its commit.</summary>
    internal void Committed()
    {
        List<Action>? actions;
        lock (_gate) (actions, _afterCommit) = (_afterCommit, null);
        foreach (var action in actions ?? []) action();
    }

    internal void Vote(bool isYes)
    {
        lock (_gate) Ballot.TrySetResult(isYes);
    }

    /// <summary>
    /// Waits until another has ended; a timeout where this one's time is over first. Who has voted
    /// ends by its owner's word alone.
    /// </summary>
    internal async ValueTask<Fault?> WaitFor(Participation other)
    {
        if (IsExpired) return Late();
        // Its requests may wait for several: whoever looks is told of the last.
        _blocker = other;
        var hasEnded = await IsInTime(other.Ended).ConfigureAwait(false);
        Interlocked.CompareExchange(ref _blocker, null, other);
        return hasEnded ? null
            : other.State == TxnState.InDoubt
                ? Fault.Unavailable($"transaction {other.Id} writes there and is in doubt: its "
                    + $"owner {other.Owner.Cluster} has not said how it ended; try again")
            : Fault.Timeout($"transaction {Id} waited {ttl.TotalSeconds:0.###} s for "
                + $"transaction {other.Id}, which writes there");
    }

    /// <summary>Waits for something; false where this one's time is over first.</summary>
    internal async ValueTask<bool> IsInTime(Task other)
    {
        var left = Remaining;
        if (left == TimeSpan.Zero) return false;
        try
        {
            await other.WaitAsync(left, time).ConfigureAwait(false);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    /// <summary>A conflict at a key. Where it is, says who knows what the key means.</summary>
    internal Fault Lose(byte[] key, TxnId blocker)
    {
        Lost = Lost.Remove(key, KeyComparer.Instance).Add(key);
        return Fault.TooEarly(
            $"transaction {Id} comes too late to write there: the younger transaction {blocker} "
                + "has read or written it; begin a new one",
            blocker.ToString());
    }

    /// <summary>L8: a read that may miss what it has to see. Where it is, as above.</summary>
    internal Fault Doubt(TxnId younger) => Fault.TooEarly(
        $"transaction {Id} can't tell there whether {younger}, which has written it, had ended "
            + "before it began: clocks differ; begin a new one",
        UncertainTo.ToString());

    /// <summary>The same request's next transaction: younger, and in the same time.</summary>
    internal Participation Again(TxnId next) =>
        new(next, null, time, Remaining)
        {
            Host = Host,
            Link = Link,
            IsHypothetical = IsHypothetical,
            Caller = Caller,
            Hops = Hops,
            Before = _calls > 0 ? Id : Before,
            Restarts = Restarts,
            Lost = Lost,
        };

    /// <summary>That its time is over, in words.</summary>
    internal Fault Late() =>
        Fault.Timeout($"transaction {Id} exceeded its {ttl.TotalSeconds:0.###} s");
}
