using TinyChain.Ir.Values;
using TinyChain.Runtime.Ports;
using TinyChain.Runtime.Transactions;
using Xunit;

namespace TinyChain.Tests.Runtime.Collections;

/// <summary>
/// A key space that sees to it that what is scanned was claimed for reading, and what is set for
/// writing. A single key may be read by the claim of an entry that leads to it.
/// </summary>
internal sealed class WatchedSpace(IKeySpace inner) : IKeySpace
{
    private readonly List<KeyRange> _reads = [];
    private readonly HashSet<string> _writes = [];

    public async ValueTask<Fault?> ClaimRead(KeyRange range)
    {
        Assert.False(range.IsEmpty);
        await Task.Yield();
        _reads.Add(range);
        return null;
    }

    public async ValueTask<Fault?> ClaimWrite(byte[] key)
    {
        await Task.Yield();
        _writes.Add(Convert.ToHexString(key));
        return null;
    }

    public byte[]? Get(byte[] key) => inner.Get(key);

    public IEnumerable<StoreEntry> Scan(KeyRange range, bool isReversed = false)
    {
        Assert.True(range.IsEmpty || _reads.Any(claimed => IsInside(range, claimed)));
        return inner.Scan(range, isReversed);
    }

    public Fault? Set(byte[] key, byte[]? value)
    {
        Assert.Contains(Convert.ToHexString(key), _writes);
        return inner.Set(key, value);
    }

    /// <summary>Begins as a new transaction does, with nothing claimed.</summary>
    public void Forget()
    {
        _reads.Clear();
        _writes.Clear();
    }

    private static bool IsInside(KeyRange range, KeyRange claimed) =>
        range.From.AsSpan().SequenceCompareTo(claimed.From) >= 0
        && range.To.AsSpan().SequenceCompareTo(claimed.To) <= 0;
}
