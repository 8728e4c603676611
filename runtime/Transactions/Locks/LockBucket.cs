using TinyChain.Runtime.Ports;

namespace TinyChain.Runtime.Transactions.Locks;

/// <summary>
/// The claims on one collection: intents to write, at most one a key; and marks of keys and of
/// ranges. Marks beyond a number are folded into one for the whole collection: then older
/// transactions meet a conflict more often than they need to, and never too seldom.
/// </summary>
internal sealed class LockBucket
{
    /// <summary>
    /// Marks of keys: some 200 bytes each. More than these within the window of a few seconds is a
    /// flood, in which old transactions have little hope anyway.
    /// </summary>
    private const int MostKeys = 1 << 16;

    /// <summary>Marks of ranges, each of which every write looks at: some 20 µs in all.</summary>
    private const int MostRanges = 1 << 10;

    private static readonly Comparer<Intent> s_byKey =
        Comparer<Intent>.Create((a, b) => KeyComparer.Instance.Compare(a.Key, b.Key));

    private readonly SortedSet<Intent> _intents = new(s_byKey);
    private readonly Dictionary<byte[], Mark> _keys = new(KeyComparer.Instance);
    private readonly List<(KeyRange Range, TxnId Read)> _ranges = [];
    private Mark _all;

    internal bool IsEmpty =>
        _intents.Count == 0 && _keys.Count == 0 && _ranges.Count == 0 && _all == default;

    internal LockAnswer Read(TxnId by, KeyRange range)
    {
        if (IsOneKey(range)) return ReadKey(by, range.From);
        if (OldestBefore(by, range) is { } older) return LockAnswer.Wait(older);
        AddRange(range, by);
        return LockAnswer.Granted;
    }

    internal LockAnswer Write(TxnId by, byte[] key)
    {
        if (_intents.TryGetValue(new Intent(key, by), out var present))
        {
            if (present.By == by) return LockAnswer.Granted;
            // Waits only ever go from younger to older: that is why there is no dead-lock.
            return present.By.CompareTo(by) < 0
                ? LockAnswer.Wait(present.By) : LockAnswer.Conflict(present.By);
        }

        var youngest = Youngest(key);
        if (youngest.CompareTo(by) > 0) return LockAnswer.Conflict(youngest);
        _intents.Add(new Intent(key, by));
        return LockAnswer.Granted;
    }

    /// <summary>Takes an intent back; a write that was committed leaves its mark.</summary>
    internal void Release(byte[] key, TxnId by, bool isCommitted)
    {
        _intents.Remove(new Intent(key, by));
        if (isCommitted) Touch(key, Of(key).AfterWrite(by));
    }

    /// <summary>Forgets marks that nobody can meet who is still accepted.</summary>
    internal void Prune(TxnId horizon)
    {
        foreach (var (key, mark) in _keys)
        {
            if (mark.Youngest.CompareTo(horizon) < 0) _keys.Remove(key);
        }

        _ranges.RemoveAll(entry => entry.Read.CompareTo(horizon) < 0);
        if (_all.Youngest.CompareTo(horizon) < 0) _all = default;
    }

    private LockAnswer ReadKey(TxnId by, byte[] key)
    {
        if (_intents.TryGetValue(new Intent(key, by), out var present)
            && present.By.CompareTo(by) < 0)
            return LockAnswer.Wait(present.By);
        Touch(key, Of(key).AfterRead(by));
        return LockAnswer.Granted;
    }

    private TxnId? OldestBefore(TxnId by, KeyRange range)
    {
        if (_intents.Count == 0) return null;
        TxnId? oldest = null;
        var (first, last) = (new Intent(range.From, by), new Intent(range.To, by));
        foreach (var intent in _intents.GetViewBetween(first, last))
        {
            if (intent.By.CompareTo(by) >= 0 || !range.Contains(intent.Key)) continue;
            if (oldest is null || intent.By.CompareTo(oldest.Value) < 0) oldest = intent.By;
        }

        return oldest;
    }

    private TxnId Youngest(byte[] key)
    {
        var youngest = Of(key).Youngest;
        if (_all.Youngest.CompareTo(youngest) > 0) youngest = _all.Youngest;
        foreach (var (range, read) in _ranges)
        {
            if (read.CompareTo(youngest) > 0 && range.Contains(key)) youngest = read;
        }

        return youngest;
    }

    private Mark Of(byte[] key) => _keys.GetValueOrDefault(key);

    private void Touch(byte[] key, Mark mark)
    {
        _keys[key] = mark;
        if (_keys.Count <= MostKeys) return;
        foreach (var folded in _keys.Values)
            _all = _all.AfterRead(folded.Read).AfterWrite(folded.Written);
        _keys.Clear();
    }

    private void AddRange(KeyRange range, TxnId by)
    {
        var at = _ranges.FindIndex(entry =>
            KeyComparer.Instance.Equals(entry.Range.From, range.From)
            && KeyComparer.Instance.Equals(entry.Range.To, range.To));
        if (at < 0) _ranges.Add((range, by));
        else if (by.CompareTo(_ranges[at].Read) > 0) _ranges[at] = (range, by);
        if (_ranges.Count <= MostRanges) return;
        foreach (var (_, read) in _ranges) _all = _all.AfterRead(read);
        _ranges.Clear();
    }

    private static bool IsOneKey(KeyRange range) =>
        range.To.Length == range.From.Length + 1 && range.To[^1] == 0
        && range.To.AsSpan(0, range.From.Length).SequenceEqual(range.From);

    private readonly record struct Intent(byte[] Key, TxnId By);
}
