using TinyChain.Ir.Values;
using TinyChain.Runtime.Ports;
using TinyChain.Runtime.Transactions;

namespace TinyChain.Tests.Runtime.Chains;

/// <summary>A key space that notes what is claimed, to compare two users of it.</summary>
internal sealed class ClaimLog(IKeySpace inner) : IKeySpace
{
    public List<KeyRange> Reads { get; } = [];

    public List<KeyRange> Writes { get; } = [];

    public ValueTask<Fault?> ClaimRead(KeyRange range)
    {
        Reads.Add(range);
        return inner.ClaimRead(range);
    }

    public ValueTask<Fault?> ClaimWrite(byte[] key)
    {
        Writes.Add(KeyRange.Of(key));
        return inner.ClaimWrite(key);
    }

    public byte[]? Get(byte[] key)
    {
        Assert(Reads.Concat(Writes), KeyRange.Of(key));
        return inner.Get(key);
    }

    public IEnumerable<StoreEntry> Scan(KeyRange range, bool isReversed = false)
    {
        Assert(Reads, range);
        return inner.Scan(range, isReversed);
    }

    public Fault? Set(byte[] key, byte[]? value)
    {
        Assert(Writes, KeyRange.Of(key));
        return inner.Set(key, value);
    }

    /// <summary>Whether either writes what the other reads or writes.</summary>
    public bool Conflicts(ClaimLog other) => Meets(this, other) || Meets(other, this);

    private static bool Meets(ClaimLog writer, ClaimLog other) => writer.Writes.Any(
        w => other.Writes.Concat(other.Reads).Any(r => r.Overlaps(w)));

    private static void Assert(IEnumerable<KeyRange> claimed, KeyRange range) =>
        Xunit.Assert.True(
            range.IsEmpty || claimed.Any(c => c.Contains(range.From)
                && c.To.AsSpan().SequenceCompareTo(range.To) >= 0),
            $"{Convert.ToHexString(range.From)} is used and was not claimed");
}
