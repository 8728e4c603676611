using TinyChain.Runtime.Ports;
using TinyChain.Runtime.Storage;

namespace TinyChain.Tests.Runtime.Transactions;

/// <summary>How a simulated disk keeps its word.</summary>
internal enum Honesty
{
    Honest,

    /// <summary>It says that it has synced, and has not.</summary>
    ForgetsSync,

    /// <summary>A batch may survive a crash in part.</summary>
    Tears,
}

/// <summary>
/// A store that loses power. A batch is in the cache when it has been written, and on the disk when
/// it has been synced; a crash keeps a random number of the first batches in the cache. It
/// strikes before or after a write or a sync, at a number of them that the test picks.
/// </summary>
internal sealed class SimStore(Random random, int crashAfter, Honesty honesty) : IStore
{
    private readonly List<IReadOnlyList<StoreWrite>> _cache = [];
    private readonly MemoryStore _seen = new();
    private int _points = crashAfter;

    public MemoryStore Disk { get; private init; } = new();

    public bool IsDown { get; private set; }

    /// <summary>The store after the power is back.</summary>
    public SimStore Restart(int crashAfter)
    {
        var kept = random.Next(_cache.Count + 1);
        foreach (var batch in _cache[..kept]) Disk.Write(batch);
        if (honesty == Honesty.Tears && kept < _cache.Count)
            Disk.Write([.. _cache[kept].Take(random.Next(_cache[kept].Count + 1))]);
        var next = new SimStore(random, crashAfter, honesty) { Disk = Disk };
        next._seen.Write([.. Disk.Scan(new KeyRange([], [255]), int.MaxValue)
            .Select(entry => new StoreWrite(entry.Key, entry.Value))]);
        return next;
    }

    public byte[]? Get(ReadOnlyMemory<byte> key) => _seen.Get(key);

    public IReadOnlyList<StoreEntry> Scan(KeyRange range, int limit, bool isReversed = false) =>
        _seen.Scan(range, limit, isReversed);

    public void Write(IReadOnlyList<StoreWrite> batch)
    {
        Point();
        _cache.Add(batch);
        _seen.Write(batch);
        Point();
    }

    public void Sync()
    {
        Point();
        if (honesty != Honesty.ForgetsSync)
        {
            foreach (var batch in _cache) Disk.Write(batch);
            _cache.Clear();
        }

        Point();
    }

    public void Dispose()
    {
    }

    private void Point()
    {
        IsDown |= _points-- <= 0;
        if (IsDown) throw new IOException("the power is gone");
    }
}
