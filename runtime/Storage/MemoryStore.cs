using TinyChain.Runtime.Ports;

namespace TinyChain.Runtime.Storage;

/// <summary>A store that forgets everything when the process ends: for tests and trials.</summary>
public sealed class MemoryStore : IStore
{
    private static readonly Comparer<StoreEntry> s_byKey = Comparer<StoreEntry>.Create(
        (a, b) => a.Key.AsSpan().SequenceCompareTo(b.Key));

    // Guards _entries: a batch is seen whole or not at all.
    private readonly Lock _gate = new();
    private readonly SortedSet<StoreEntry> _entries = new(s_byKey);

    public byte[]? Get(ReadOnlyMemory<byte> key)
    {
        lock (_gate)
        {
            return _entries.TryGetValue(new StoreEntry(key.ToArray(), []), out var found)
                ? Copy(found.Value) : null;
        }
    }

    public IReadOnlyList<StoreEntry> Scan(KeyRange range, int limit, bool isReversed = false)
    {
        if (range.IsEmpty) return [];
        var (first, last) = (new StoreEntry(range.From, []), new StoreEntry(range.To, []));
        lock (_gate)
        {
            var view = _entries.GetViewBetween(first, last);
            return [.. (isReversed ? view.Reverse() : view)
                .Where(e => range.Contains(e.Key))
                .Take(limit)
                .Select(e => new StoreEntry(Copy(e.Key), Copy(e.Value)))];
        }
    }

    public void Write(IReadOnlyList<StoreWrite> batch)
    {
        lock (_gate)
        {
            foreach (var write in batch)
            {
                var entry = new StoreEntry(Copy(write.Key), Copy(write.Value ?? []));
                _entries.Remove(entry);
                if (write.Value is not null) _entries.Add(entry);
            }
        }
    }

    public void Sync()
    {
    }

    public void Dispose()
    {
    }

    // What a caller does to its arrays must not reach the store, nor the other way round.
    private static byte[] Copy(byte[] bytes) => [.. bytes];
}
