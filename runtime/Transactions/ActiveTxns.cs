using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Auth;
using TinyChain.Runtime.Transactions.Machine;

namespace TinyChain.Runtime.Transactions;

/// <summary>
/// The transactions that are open on this host, which ids it accepts, and how far back anybody can
/// look. A sweep, ten times a second, frees what nobody can need any more.
/// </summary>
public sealed class ActiveTxns : IDisposable
{
    private static readonly TimeSpan s_sweep = TimeSpan.FromMilliseconds(100);

    private readonly TimeProvider _time;
    private readonly TxnClock _clock;
    private readonly StoredData _data;
    private readonly ClockWindow _window;
    private readonly long _versionBytes;
    private readonly ITimer _timer;

    // Guards the fields below: nobody is accepted behind the horizon that a sweep has chosen.
    private readonly Lock _gate = new();
    private readonly SortedDictionary<TxnId, (Participation First, int Holds)> _open = [];
    private readonly TxnPins<Participation> _pins = new();
    private TxnId _horizon;

    /// <summary>
    /// Begins with nothing open. `versionBytes` is memory for old versions: beyond it, only
    /// transactions that are open can look back.
    /// </summary>
    public ActiveTxns(
        TimeProvider time, TxnClock clock, StoredData data, ClockWindow window, long versionBytes)
    {
        (_time, _clock, _data, _window) = (time, clock, data, window);
        (_versionBytes, _horizon) = (versionBytes, clock.Start);
        _timer = time.CreateTimer(_ => Sweep(), null, s_sweep, s_sweep);
    }

    /// <summary>Transactions that are open.</summary>
    public int Count
    {
        get
        {
            lock (_gate) return _open.Count;
        }
    }

    /// <summary>
    /// Told of what this host takes part in and whose time is over, again and again until it ends.
    /// </summary>
    internal Action<Participation>? Overdue { get; set; }

    /// <summary>Tells a transaction's owner that this host takes part.</summary>
    internal Func<Participation, Task<Fault?>>? Joiner { get; init; }

    public void Dispose() => _timer.Dispose();

    /// <summary>
    /// I4: moves this host's clock past what another host has said; no farther ahead than an id
    /// from outside may be, as anybody may have said it. Whether it is past it now.
    /// </summary>
    internal bool Hear(TxnId heard)
    {
        if (heard.CompareTo(_clock.Last) <= 0) return true;
        if (_window.Refuse(heard, _clock.NowNs) is not null) return false;
        _clock.Observe(heard);
        return true;
    }

    /// <summary>
    /// Opens a transaction with an id of its own, or with one from outside, or enters one that has
    /// an owner; null and the fault where that is refused.
    /// </summary>
    internal Participation? Open(TxnHeader header, TxnId? chosen, out Fault? fault)
    {
        lock (_gate)
        {
            var self = chosen is not { } id ? New(header, out fault)
                : header.Owner is { } owner ? Enter(header, id, owner, out fault)
                : Own(header, id, out fault);
            if (self is not null) Hold(self);
            return self;
        }
    }

    /// <summary>
    /// Opens the next transaction of a request, above all ids that this host has given or met.
    /// </summary>
    internal Participation OpenAgain(Participation lost)
    {
        lock (_gate)
        {
            var next = lost.Again(_clock.Next());
            Hold(next);
            return next;
        }
    }

    /// <summary>
    /// Lets others find a transaction: one of this host's before its first call to another, for
    /// they may call back in it; and one that a restart has found in doubt.
    /// </summary>
    internal Fault? Share(Participation self)
    {
        lock (_gate)
            return _pins.Find(self.Id) is null ? _pins.Hold(self.Id, self.Owner, self) : null;
    }

    /// <summary>
    /// Lets everybody ask for a transaction of this host's from now on, decided or not: a client is
    /// told its id.
    /// </summary>
    internal void Publish(Participation self)
    {
        lock (_gate)
        {
            if (self.IsDecided) _pins.Decide(self.Id, self.State == TxnState.Committed);
            else Share(self);
        }
    }

    /// <summary>What is open here, or voted on, or in doubt; some of it twice.</summary>
    internal List<Participation> All()
    {
        lock (_gate) return [.. _pins.Live(), .. _open.Values.Select(open => open.First)];
    }

    internal Participation? Find(TxnId id)
    {
        lock (_gate) return _pins.Find(id);
    }

    /// <summary>Who owns a transaction, or has owned one that has ended, as far as memory goes.
    /// </summary>
    internal TxnOwner? OwnerOf(TxnId id)
    {
        lock (_gate) return _pins.OwnerOf(id);
    }

    /// <summary>How a transaction ended, as far as memory goes; null for not, or unknown.</summary>
    internal bool? IsCommitted(TxnId id)
    {
        lock (_gate)
        {
            if (_pins.IsCommitted(id) is { } isCommitted) return isCommitted;
        }

        return _data.IsCommitted(id);
    }

    /// <summary>
    /// Ends a transaction at this host. One that only this host ever knew leaves no trace.
    /// </summary>
    internal void Decide(Participation self)
    {
        lock (_gate)
        {
            if (_pins.Find(self.Id) == self)
                _pins.Decide(self.Id, self.State == TxnState.Committed);
        }

        Settle(self);
    }

    /// <summary>
    /// Lets go of the past for a transaction in which nobody reads any more: it has ended, or this
    /// host has voted.
    /// </summary>
    internal void Settle(Participation self)
    {
        if (self.LetGo()) Remove(self.Id);
    }

    /// <summary>Remembers who has ended a transaction that is not here.</summary>
    internal void Bury(TxnId id, TxnOwner? by)
    {
        lock (_gate)
        {
            if (_window.Refuse(id, _clock.NowNs) is null) _pins.Bury(id, by);
        }
    }

    /// <summary>Whether he has ended it before, though it was not here.</summary>
    internal bool IsBuried(TxnId id, TxnOwner? by)
    {
        lock (_gate) return _pins.IsBuried(id, by);
    }

    /// <summary>Keeps versions for whoever looks back from here.</summary>
    internal void Hold(Participation self)
    {
        lock (_gate)
        {
            var (first, holds) = _open.GetValueOrDefault(self.Id, (self, 0));
            _open[self.Id] = (first, holds + 1);
        }
    }

    internal void Remove(TxnId id)
    {
        lock (_gate)
        {
            var (first, holds) = _open[id];
            if (holds == 1) _open.Remove(id);
            else _open[id] = (first, holds - 1);
        }
    }

    /// <summary>Moves the horizon, and frees what lies behind it.</summary>
    internal void Sweep()
    {
        foreach (var late in Late()) Overdue?.Invoke(late);
        var isFull = _data.VersionBytes > _versionBytes;
        TxnId horizon;
        lock (_gate)
        {
            _pins.Forget(_window.OldestNs(_clock.NowNs));
            // With nobody open, and no room for the past, all of it may go.
            var window = isFull
                ? new TxnId(_clock.NowNs, 0) : new TxnId(_window.OldestNs(_clock.NowNs), 0);
            var oldest = _open.Count > 0 ? _open.First().Key : window;
            horizon = oldest.CompareTo(window) < 0 ? oldest : window;
            if (horizon.CompareTo(_horizon) <= 0) return;
            _horizon = horizon;
        }

        _data.Prune(horizon);
    }

    private List<Participation> Late()
    {
        lock (_gate)
            return [.. _pins.Live().Where(p => !p.IsOwner && p.IsExpired)];
    }

    private Participation New(TxnHeader header, out Fault? fault)
    {
        fault = null;
        return Begin(header, _clock.Next(), null);
    }

    private Participation? Own(TxnHeader header, TxnId id, out Fault? fault)
    {
        var isRead = header.Verb == Verb.Get;
        fault = Refuse(id) ?? _pins.Own(id, isRead, header.Principal);
        if (fault is not null) return null;
        var self = Begin(header, id, null);
        if (!isRead) fault = _pins.Hold(id, self.Owner, self);
        return fault is null ? Meet(self, isRead) : null;
    }

    private Participation? Enter(TxnHeader header, TxnId id, TxnOwner owner, out Fault? fault)
    {
        if (_pins.Enter(id, owner, out fault) is { } present)
        {
            fault = present.Refusal;
            return fault is null ? present : null;
        }

        if (fault is null && owner.Cluster.Host == header.Host.Cluster.Host)
            fault = Fault.Conflict($"transaction {id} is not open here any more; begin a new one");
        fault ??= Refuse(id);
        if (fault is not null) return null;
        var self = Begin(header, id, owner);
        fault = _pins.Hold(id, owner, self);
        if (fault is not null) return null;
        // Requests come and go; what this host has written and read for them stays.
        Hold(self);
        return Meet(self, isLook: false);
    }

    // L8 and I3, in this order: what this host knows before it hears of the transaction. Who only
    // looks, by an id of its own, asks for what was there then.
    private Participation Meet(Participation self, bool isLook)
    {
        var known = _pins.Meet(self.Id, self.Before, _clock.Last);
        if (!isLook) self.UncertainTo = _window.UncertainTo(self.Id, known);
        _clock.Observe(self.Id);
        return self;
    }

    private Participation Begin(TxnHeader header, TxnId id, TxnOwner? owner)
    {
        var isOwner = header.Owner is null;
        var ttl = header.Time is { } time && time < _window.Ttl ? time : _window.Ttl;
        Participation? self = null;
        return self = new Participation(id, owner, _time, ttl)
        {
            Host = header.Host,
            Link = header.Link,
            IsOwner = isOwner,
            IsHypothetical = header.IsHypothetical,
            IsChosen = header.Id is not null,
            Hops = header.Hops,
            Before = header.Before is { } before ? TxnId.Parse(before) : null,
            Caller = header.Caller,
            Joiner = isOwner ? null : () => Joiner!(self!),
        };
    }

    private Fault? Refuse(TxnId id)
    {
        var now = _clock.NowNs;
        if (_window.Refuse(id, now) is { } refusal) return refusal;
        if (id.CompareTo(_horizon) <= 0)
            return Fault.TooEarly(
                $"transaction {id} is older than what this host still remembers; begin a new one",
                _horizon.ToString());
        _pins.Forget(_window.OldestNs(now));
        return null;
    }
}
