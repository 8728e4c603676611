using TinyChain.Runtime.Ports;
using TinyChain.Runtime.Storage;

namespace TinyChain.Host.Simulation;

/// <summary>
/// A disk that loses power or fails. A batch is in its cache when it has been written, and safe
/// when it has been synced; a crash keeps a random number of the first batches in the cache, each
/// whole, as a log with checksums gives. It strikes before, in or after a write, and before or
/// after a sync, at a number of them that the schedule or the test picks.
/// </summary>
public sealed class SimDisk : IStore
{
    private readonly List<IReadOnlyList<StoreWrite>> _cache = [];
    private readonly MemoryStore _seen = new();
    private readonly MemoryStore _safe;
    private readonly Random _random;
    private readonly Honesty _honesty;
    private int _points = int.MaxValue;
    private Action? _strike;

    public SimDisk(Random random, Honesty honesty = Honesty.Honest)
        : this(random, honesty, new MemoryStore())
    {
    }

    private SimDisk(Random random, Honesty honesty, MemoryStore safe)
    {
        (_random, _honesty, _safe) = (random, honesty, safe);
        _seen.Write([.. safe.Scan(new KeyRange([], [byte.MaxValue]), int.MaxValue)
            .Select(entry => new StoreWrite(entry.Key, entry.Value))]);
    }

    public bool IsBroken { get; private set; }

    /// <summary>Batches that the last crash found in the cache, and how many of them it kept.
    /// </summary>
    public (int Unsynced, int Kept) LastCrash { get; private init; }

    /// <summary>Breaks after so many more points; `strike` is done at that moment.</summary>
    public void BreakAfter(int points, Action? strike = null) =>
        (_points, _strike) = (points, strike);

    /// <summary>The power is gone: nothing more is written.</summary>
    public void Cut() => IsBroken = true;

    /// <summary>The disk after the power is back.</summary>
    public SimDisk Restart()
    {
        var kept = _random.Next(_cache.Count + 1);
        foreach (var batch in _cache[..kept]) _safe.Write(batch);
        if (_honesty == Honesty.Tears && kept < _cache.Count)
            _safe.Write([.. _cache[kept].Take(_random.Next(_cache[kept].Count + 1))]);
        return new SimDisk(_random, _honesty, _safe) { LastCrash = (_cache.Count, kept) };
    }

    public byte[]? Get(ReadOnlyMemory<byte> key) => _seen.Get(key);

    public IReadOnlyList<StoreEntry> Scan(KeyRange range, int limit, bool isReversed = false) =>
        _seen.Scan(range, limit, isReversed);

    public void Write(IReadOnlyList<StoreWrite> batch)
    {
        Point();
        _cache.Add(batch);
        // Here nobody sees the batch before the crash, and it may be there after it.
        Point();
        _seen.Write(batch);
        Point();
    }

    public void Sync()
    {
        Point();
        if (_honesty != Honesty.ForgetsSync)
        {
            foreach (var batch in _cache) _safe.Write(batch);
            _cache.Clear();
        }

        Point();
    }

    public void Dispose()
    {
    }

    private void Point()
    {
        if (!IsBroken && _points-- <= 0)
        {
            IsBroken = true;
            _strike?.Invoke();
        }

        if (IsBroken) throw new IOException("the power is gone");
    }
}
