using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace TinyChain.Codegen;

/// <summary>
/// A cache bounded by entries and by bytes. Who goes is chosen by SIEVE (Zhang and others, NSDI
/// 2024): a hand walks from the oldest entry to the newest, spares what was used since it last
/// came by, and drops the first that wasn't. So a hit writes one bit and takes no lock, and a
/// flood of entries that are used once drops these, and not the ones in use. Thread-safe.
/// </summary>
public sealed class Sieve<TKey, TValue>(int capacity, long maxBytes)
    where TKey : notnull
    where TValue : class
{
    private readonly ConcurrentDictionary<TKey, SieveEntry<TKey, TValue>> _entries = [];

    /// <summary>Guards the list, the hand and the sums; entries are found without it.</summary>
    private readonly Lock _lock = new();
    private SieveEntry<TKey, TValue>? _oldest;
    private SieveEntry<TKey, TValue>? _newest;
    private SieveEntry<TKey, TValue>? _hand;
    private int _count;
    private long _bytes;
    private long _misses;
    private long _evictions;
    private long _pastUses;

    /// <summary>How many entries it holds.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>What it holds, in no order.</summary>
    public IEnumerable<SieveEntry<TKey, TValue>> Entries => _entries.Values;

    /// <summary>Called, under the lock, with a value that was dropped.</summary>
    public Action<TValue>? Dropped { get; init; }

    /// <summary>The entry of a key, which counts as used.</summary>
    public bool TryGet(TKey key, [NotNullWhen(true)] out SieveEntry<TKey, TValue>? entry)
    {
        if (!_entries.TryGetValue(key, out entry)) return false;
        entry.Use();
        return true;
    }

    /// <summary>
    /// Adds a value of about so many bytes, or finds the one that was added meanwhile.
    /// </summary>
    public SieveEntry<TKey, TValue> Add(TKey key, TValue value, long bytes)
    {
        lock (_lock)
        {
            if (_entries.TryGetValue(key, out var there)) return there;
            _misses++;
            var entry = new SieveEntry<TKey, TValue>(key, value);
            Link(entry);
            _entries[key] = entry;
            _count++;
            Grow(entry, bytes);
            return entry;
        }
    }

    /// <summary>The entry keeps so many bytes more.</summary>
    public void Resize(SieveEntry<TKey, TValue> entry, long bytes)
    {
        lock (_lock)
        {
            if (!entry.IsDropped) Grow(entry, bytes);
        }
    }

    /// <summary>The counts at one moment.</summary>
    public SieveCounters Snapshot()
    {
        lock (_lock)
        {
            return new SieveCounters(
                _count, _bytes, _pastUses + _entries.Values.Sum(e => e.Uses), _misses,
                _evictions);
        }
    }

    /// <summary>Makes room, though never by dropping the entry that asks for it.</summary>
    private void Grow(SieveEntry<TKey, TValue> entry, long bytes)
    {
        entry.Bytes += bytes;
        _bytes += bytes;
        while ((_count > capacity || _bytes > maxBytes) && _count > 1)
            Drop(Choose(entry));
    }

    private SieveEntry<TKey, TValue> Choose(SieveEntry<TKey, TValue> asking)
    {
        var at = _hand ?? _oldest!;
        while (at == asking || at.Spare()) at = at.Newer ?? _oldest!;
        _hand = at.Newer;
        return at;
    }

    private void Link(SieveEntry<TKey, TValue> entry)
    {
        entry.Older = _newest;
        if (_newest is not null) _newest.Newer = entry;
        _oldest ??= entry;
        _newest = entry;
    }

    private void Drop(SieveEntry<TKey, TValue> entry)
    {
        if (entry.Older is { } older) older.Newer = entry.Newer;
        else _oldest = entry.Newer;
        if (entry.Newer is { } newer) newer.Older = entry.Older;
        else _newest = entry.Older;
        if (_hand == entry) _hand = entry.Newer;
        (entry.Older, entry.Newer, entry.IsDropped) = (null, null, true);
        _entries.TryRemove(entry.Key, out _);
        _count--;
        _bytes -= entry.Bytes;
        _evictions++;
        _pastUses += entry.Uses;
        Dropped?.Invoke(entry.Value);
    }
}
