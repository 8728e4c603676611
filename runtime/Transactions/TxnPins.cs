using TinyChain.Ir.Values;
using TinyChain.Runtime.Auth;

namespace TinyChain.Runtime.Transactions;

/// <summary>
/// Which ids from outside are taken, and by whom (spec/host.md 3.5, rules O1 to O6 of
/// docs/protocol.md). Pure; `T` is what the requests of one transaction share at this host.
/// </summary>
public sealed class TxnPins<T>
    where T : class
{
    /// <summary>Ids within the window: a host with more is flooded.</summary>
    private const int MostIds = 1 << 16;

    private readonly SortedDictionary<TxnId, Pin> _pins = [];

    /// <summary>
    /// O1, O2: a request that says nothing of an owner. Readers share an id; the first write, of
    /// the same principal, owns it, once.
    /// </summary>
    /// <returns>Null, or why the id can't be had.</returns>
    public Fault? Own(TxnId id, bool isRead, string principal)
    {
        if (!_pins.TryGetValue(id, out var pin))
            return Add(id, isRead ? new Pin { Reader = principal } : new Pin());
        if (pin.Reader is null || (!isRead && pin.Reader != principal)) return Taken(id);
        if (!isRead) pin.Reader = null;
        return null;
    }

    /// <summary>
    /// O3 to O6: a request within a transaction that has an owner. What it shares with others at
    /// this host; null and no fault where it is the first here; or why it may not enter.
    /// </summary>
    public T? Enter(TxnId id, TxnOwner owner, out Fault? fault)
    {
        fault = null;
        if (!_pins.TryGetValue(id, out var pin)) return null;
        var isSame = pin.Owner?.IsSame(owner);
        if (isSame == true && pin.Shared is { } shared) return shared;
        // What somebody else has said of a transaction of his is nothing to this one.
        if (pin.IsHearsay && isSame == false) return null;
        fault = (pin.IsHearsay || pin.IsCommitted == false) && isSame != false
            ? Fault.Echo($"transaction {id} was rolled back here") : Taken(id);
        return null;
    }

    /// <summary>Pins a transaction to its owner, with what its requests share.</summary>
    public Fault? Hold(TxnId id, TxnOwner owner, T shared)
    {
        if (_pins.TryGetValue(id, out var pin))
        {
            (pin.Owner, pin.Shared, pin.IsHearsay) = (owner, shared, false);
            return null;
        }

        return Add(id, new Pin { Owner = owner, Shared = shared });
    }

    /// <summary>
    /// L8: the clock of this host when it first heard of a transaction that is pinned, or of the
    /// one that the same request had `before`. `clock` is the clock of now.
    /// </summary>
    public TxnId Meet(TxnId id, TxnId? before, TxnId clock) =>
        _pins[id].Known ??=
            before is { } lost && _pins.GetValueOrDefault(lost)?.Known is { } then ? then : clock;

    /// <summary>What the requests of a transaction share, or null.</summary>
    public T? Find(TxnId id) => _pins.GetValueOrDefault(id)?.Shared;

    /// <summary>Who owns a transaction, or has owned one that has ended; null where that is not
    /// known.</summary>
    public TxnOwner? OwnerOf(TxnId id) =>
        _pins.GetValueOrDefault(id) is { IsHearsay: false } pin ? pin.Owner : null;

    /// <summary>How a transaction ended, where that is remembered; else null.</summary>
    public bool? IsCommitted(TxnId id) => _pins.GetValueOrDefault(id)?.IsCommitted;

    /// <summary>Ends a transaction: nothing enters it any more.</summary>
    public void Decide(TxnId id, bool isCommitted)
    {
        if (!_pins.TryGetValue(id, out var pin))
        {
            pin = new Pin();
            if (Add(id, pin) is not null) return;
        }

        (pin.Reader, pin.Shared, pin.IsCommitted) = (null, null, isCommitted);
        pin.IsHearsay = false;
    }

    /// <summary>
    /// Notes that somebody has ended a transaction of which nothing is known here: what he sends in
    /// it later is refused. That is no fact, and nothing that is known changes by it.
    /// </summary>
    public void Bury(TxnId id, TxnOwner? by)
    {
        if (!_pins.TryGetValue(id, out var pin))
            _ = Add(id, new Pin { Owner = by, IsHearsay = true });
        else if (pin.IsHearsay) pin.Owner = by;
    }

    /// <summary>Whether he has ended it before.</summary>
    public bool IsBuried(TxnId id, TxnOwner? by) =>
        _pins.GetValueOrDefault(id) is { IsHearsay: true } pin
        && (pin.Owner is null || by is null ? pin.Owner == by : pin.Owner.IsSame(by));

    /// <summary>What has not ended, in the order of ids.</summary>
    public IEnumerable<T> Live() =>
        _pins.Values.Where(pin => pin.Shared is not null).Select(pin => pin.Shared!);

    /// <summary>
    /// Forgets ids before a time: the window refuses them from there on. What has not ended stays.
    /// </summary>
    public void Forget(ulong oldestNs)
    {
        var old = _pins.TakeWhile(pin => pin.Key.TimeNs < oldestNs)
            .Where(pin => pin.Value.Shared is null).Select(pin => pin.Key).ToList();
        foreach (var id in old) _pins.Remove(id);
    }

    private static Fault Taken(TxnId id) =>
        Fault.Conflict($"transaction {id} is owned or already decided");

    private Fault? Add(TxnId id, Pin pin)
    {
        if (_pins.Count >= MostIds)
            return Fault.Unavailable("too many transactions with ids of their own; try later");
        _pins.Add(id, pin);
        return null;
    }

    private sealed class Pin
    {
        internal TxnOwner? Owner { get; set; }

        /// <summary>All that is known of it is that `Owner` says that it has ended.</summary>
        internal bool IsHearsay { get; set; }

        internal string? Reader { get; set; }

        internal T? Shared { get; set; }

        internal bool? IsCommitted { get; set; }

        internal TxnId? Known { get; set; }
    }
}
