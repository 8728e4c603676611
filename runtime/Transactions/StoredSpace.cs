using TinyChain.Ir.Values;
using TinyChain.Runtime.Ports;

namespace TinyChain.Runtime.Transactions;

/// <summary>What is stored, as one transaction sees it.</summary>
internal sealed class StoredSpace(StoredData data, Participation self) : IKeySpace
{
    /// <summary>Entries per page of a scan.</summary>
    private const int Page = 256;

    public ValueTask<Fault?> ClaimRead(KeyRange range)
    {
        if (self.Refusal is { } ended) return new(ended);
        return data.ClaimRead(self.Id, range) is { } older ? ReadAfter(older, range) : default;
    }

    public ValueTask<Fault?> ClaimWrite(byte[] key)
    {
        var (older, fault) = data.ClaimWrite(self, key);
        return older is null ? new(fault) : WriteAfter(older, key);
    }

    public byte[]? Get(byte[] key) => data.Get(self.Id, key);

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

    public Fault? Set(byte[] key, byte[]? value) =>
        data.Set(self, key, value);

    private async ValueTask<Fault?> ReadAfter(Participation? older, KeyRange range)
    {
        while (older is not null)
        {
            var late = await self.WaitFor(older, range.From).ConfigureAwait(false) ?? self.Refusal;
            if (late is not null) return late;
            older = data.ClaimRead(self.Id, range);
        }

        return null;
    }

    private async ValueTask<Fault?> WriteAfter(Participation? older, byte[] key)
    {
        Fault? fault = null;
        while (older is not null)
        {
            if (await self.WaitFor(older, key).ConfigureAwait(false) is { } late) return late;
            (older, fault) = data.ClaimWrite(self, key);
        }

        return fault;
    }
}
