using TinyChain.Runtime.Ports;

namespace TinyChain.Runtime.Transactions.Versions;

/// <summary>
/// The versions that the store doesn't hold: what open transactions have written, and what older
/// readers still need to see instead of what has been committed since. Pure, and in memory: the
/// store holds the newest commits alone, so that a read never depends on history. Callers claim in
/// the lock table first, so that every version older than a reader is decided when it reads.
/// </summary>
public sealed class VersionTable
{
    private static readonly Comparer<VersionChain> s_byKey =
        Comparer<VersionChain>.Create((a, b) => KeyComparer.Instance.Compare(a.Key, b.Key));

    private readonly SortedSet<VersionChain> _chains = new(s_byKey);

    // The same by key, for one of them is asked for far more often than a range.
    private readonly Dictionary<byte[], VersionChain> _byKey = new(KeyComparer.Instance);
    private readonly Dictionary<TxnId, HashSet<VersionChain>> _open = [];

    // What has committed and is still kept, in the order of ids, for pruning.
    private readonly SortedDictionary<TxnId, HashSet<VersionChain>> _committed = [];

    /// <summary>About the bytes of memory that all versions take.</summary>
    public long Bytes { get; private set; }

    /// <summary>
    /// True when there are versions of the key; then the store's value is not used.
    /// </summary>
    public bool TryGet(TxnId reader, byte[] key, out byte[]? value)
    {
        var isFound = _byKey.TryGetValue(key, out var chain);
        value = chain?.SeenBy(reader);
        return isFound;
    }

    /// <summary>
    /// Writes a version. `before` is the store's value, and matters where the key has no versions.
    /// </summary>
    public void Set(TxnId by, byte[] key, byte[]? value, byte[]? before)
    {
        if (_byKey.TryGetValue(key, out var chain))
        {
            Bytes -= chain.Bytes;
        }
        else
        {
            chain = new VersionChain(key, before);
            _chains.Add(chain);
            _byKey.Add(key, chain);
        }

        chain.Set(by, value);
        Bytes += chain.Bytes;
        if (!_open.TryGetValue(by, out var mine)) _open.Add(by, mine = []);
        mine.Add(chain);
    }

    /// <summary>
    /// What a transaction sees of a range, given what the store has there: all of it, in order.
    /// </summary>
    public List<StoreEntry> Overlay(
        TxnId reader, KeyRange range, IReadOnlyList<StoreEntry> stored, bool isReversed)
    {
        var merged = new List<StoreEntry>(stored.Count);
        var at = 0;
        foreach (var chain in InRange(range, isReversed))
        {
            while (at < stored.Count && IsBefore(stored[at].Key, chain.Key, isReversed))
                merged.Add(stored[at++]);
            if (at < stored.Count && KeyComparer.Instance.Equals(stored[at].Key, chain.Key)) at++;
            if (chain.SeenBy(reader) is { } value) merged.Add(new StoreEntry(chain.Key, value));
        }

        while (at < stored.Count) merged.Add(stored[at++]);
        return merged;
    }

    /// <summary>Who has written in a range after one id and up to another.</summary>
    public IEnumerable<TxnId> Between(KeyRange range, TxnId after, TxnId upTo) =>
        InRange(range, false).SelectMany(chain => chain.Between(after, upTo));

    /// <summary>What a transaction has written, for the store.</summary>
    public IReadOnlyList<StoreWrite> WritesOf(TxnId by) =>
        _open.TryGetValue(by, out var mine)
            ? [.. mine.Select(chain => new StoreWrite(chain.Key, chain.SeenBy(by)))] : [];

    /// <summary>Ends a transaction: its versions stay, for pruning, or go.</summary>
    public void End(TxnId by, bool isCommitted)
    {
        if (!_open.Remove(by, out var mine)) return;
        if (isCommitted)
        {
            _committed.Add(by, mine);
            return;
        }

        foreach (var chain in mine) Shrink(chain, c => c.Drop(by));
    }

    /// <summary>
    /// Forgets what readers at the horizon or after it can't tell from the store.
    /// </summary>
    public void Prune(TxnId horizon)
    {
        while (_committed.Count > 0)
        {
            var (by, chains) = _committed.First();
            if (by.CompareTo(horizon) >= 0) return;
            _committed.Remove(by);
            foreach (var chain in chains) Shrink(chain, c => c.Prune(horizon));
        }
    }

    private void Shrink(VersionChain chain, Action<VersionChain> shrink)
    {
        if (chain.IsEmpty) return;
        Bytes -= chain.Bytes;
        shrink(chain);
        if (chain.IsEmpty)
        {
            _chains.Remove(chain);
            _byKey.Remove(chain.Key);
        }
        else
        {
            Bytes += chain.Bytes;
        }
    }

    private IEnumerable<VersionChain> InRange(KeyRange range, bool isReversed)
    {
        if (_chains.Count == 0 || range.IsEmpty) return [];
        var view = _chains.GetViewBetween(
            new VersionChain(range.From, null), new VersionChain(range.To, null));
        return (isReversed ? view.Reverse() : view).Where(chain => range.Contains(chain.Key));
    }

    private static bool IsBefore(byte[] key, byte[] other, bool isReversed)
    {
        var order = KeyComparer.Instance.Compare(key, other);
        return isReversed ? order > 0 : order < 0;
    }
}
