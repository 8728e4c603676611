using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;

namespace TinyChain.Runtime.Transactions;

/// <summary>
/// The transactions that are open on this host, which ids it accepts, and how far back anybody can
/// look. A sweep, ten times a second, frees what nobody can need any more.
/// </summary>
public sealed class ActiveTxns : IDisposable
{
    /// <summary>Ids chosen by clients within the window: a host with more is flooded.</summary>
    private const int MostIds = 1 << 16;

    private static readonly TimeSpan s_sweep = TimeSpan.FromMilliseconds(100);

    private readonly TimeProvider _time;
    private readonly TxnClock _clock;
    private readonly StoredData _data;
    private readonly ClockWindow _window;
    private readonly long _versionBytes;
    private readonly ITimer _timer;

    // Guards the fields below: nobody is accepted behind the horizon that a sweep has chosen.
    private readonly Lock _gate = new();
    private readonly SortedDictionary<TxnId, int> _open = [];
    private readonly SortedSet<TxnId> _chosen = [];
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

    public void Dispose() => _timer.Dispose();

    /// <summary>
    /// Opens a transaction with an id of its own, or with one from outside; null and the fault
    /// where that is refused.
    /// </summary>
    internal Participation? Open(TxnId? chosen, Verb verb, bool isHypothetical, out Fault? fault)
    {
        lock (_gate)
        {
            fault = chosen is { } given ? Refuse(given, verb) : null;
            if (fault is not null) return null;
            var id = chosen ?? _clock.Next();
            _open[id] = _open.GetValueOrDefault(id) + 1;
            return new Participation(id, isHypothetical, _time, _window.Ttl);
        }
    }

    internal void Remove(Participation self)
    {
        lock (_gate)
        {
            if (--_open[self.Id] == 0) _open.Remove(self.Id);
        }
    }

    /// <summary>Moves the horizon, and frees what lies behind it.</summary>
    internal void Sweep()
    {
        var isFull = _data.VersionBytes > _versionBytes;
        TxnId horizon;
        lock (_gate)
        {
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

    private Fault? Refuse(TxnId id, Verb verb)
    {
        var now = _clock.NowNs;
        if (_window.Refuse(id, now) is { } refusal) return refusal;
        if (id.CompareTo(_horizon) <= 0)
            return Fault.Conflict($"transaction {id} is older than what this host still "
                + "remembers; begin a new one");
        Forget(_window.OldestNs(now));
        if (_chosen.Contains(id))
            return Fault.Conflict($"transaction {id} is owned or already decided");
        if (_chosen.Count >= MostIds)
            return Fault.Unavailable("too many transactions with ids of their own; try later");
        if (verb != Verb.Get) _chosen.Add(id);
        _clock.Observe(id);
        return null;
    }

    private void Forget(ulong oldestNs)
    {
        while (_chosen.Count > 0 && _chosen.Min.TimeNs < oldestNs) _chosen.Remove(_chosen.Min);
    }
}
