using TinyChain.Ir.Values;
using TinyChain.Runtime.Ports;

namespace TinyChain.Runtime.Transactions;

/// <summary>What is stored, as one transaction sees it.</summary>
internal sealed class StoredSpace(StoredData data, Participation self) : IKeySpace
{
    /// <summary>Entries per page of a scan.</summary>
    private const int Page = 256;

    /// <summary>Looks into the store that are remembered, a power of 2.</summary>
    private const int MostLooks = 8;

    // A write looks up what it replaces three times. What a look found at a claimed key serves this
    // transaction for as long as it lasts: whatever has been written there since has a version.
    private readonly Look?[] _looks = new Look?[MostLooks];

    /// <summary>Takes fuel from whoever works on the rows; see Pay.</summary>
    internal Func<long, Fault?>? Payer { get; set; }

    public Fault? Pay(long fuel) => Payer?.Invoke(fuel);

    public ValueTask<Fault?> ClaimRead(KeyRange range)
    {
        if (self.Refusal is { } ended) return new(ended);
        var (older, fault) = data.ClaimRead(self, range);
        return older is null ? new(fault) : ReadAfter(older, range);
    }

    public ValueTask<Fault?> ClaimWrite(byte[] key)
    {
        var join = self.Join();
        if (!join.IsCompletedSuccessfully) return WriteJoined(join, key);
        return join.Result is { } refusal ? new(refusal) : Write(key);
    }

    public byte[]? Get(byte[] key) => data.Get(self.Id, key, LookUp(key));

    public IEnumerable<StoreEntry> Scan(KeyRange range, bool isReversed = false)
    {
        // Small first: most scans want one row or a few.
        var limit = 16;
        for (KeyRange? rest = range; rest is { IsEmpty: false } left;)
        {
            (var entries, rest) = data.Page(self.Id, left, isReversed, limit);
            foreach (var entry in entries) yield return entry;
            limit = Page;
        }
    }

    public KeyRange Part(KeyRange range, int entries, bool isReversed)
    {
        var last = Scan(range, isReversed).Skip(entries - 1).Select(e => e.Key).FirstOrDefault();
        return last is null ? range
            : isReversed ? range with { From = last } : range with { To = [.. last, 0] };
    }

    public Fault? Set(byte[] key, byte[]? value) =>
        data.Set(self, key, value, LookUp(key));

    private async ValueTask<Fault?> ReadAfter(Participation? older, KeyRange range)
    {
        Fault? fault = null;
        while (older is not null)
        {
            var late = await self.WaitFor(older).ConfigureAwait(false) ?? self.Refusal;
            if (late is not null) return late;
            (older, fault) = data.ClaimRead(self, range);
        }

        return fault;
    }

    private async ValueTask<Fault?> WriteJoined(ValueTask<Fault?> join, byte[] key) =>
        await join.ConfigureAwait(false) ?? await Write(key).ConfigureAwait(false);

    private ValueTask<Fault?> Write(byte[] key)
    {
        var (older, fault) = data.ClaimWrite(self, key);
        return older is null ? new(fault) : WriteAfter(older, key);
    }

    private async ValueTask<Fault?> WriteAfter(Participation? older, byte[] key)
    {
        Fault? fault = null;
        while (older is not null)
        {
            if (await self.WaitFor(older).ConfigureAwait(false) is { } late) return late;
            (older, fault) = data.ClaimWrite(self, key);
        }

        return fault;
    }

    private byte[]? LookUp(byte[] key)
    {
        var place = KeyComparer.Instance.GetHashCode(key) & (MostLooks - 1);
        if (_looks[place] is { } look && KeyComparer.Instance.Equals(look.Key, key))
            return look.Value;
        var value = data.Look(key);
        _looks[place] = new Look(key, value);
        return value;
    }

    private sealed record Look(byte[] Key, byte[]? Value);
}
