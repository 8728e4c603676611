using TinyChain.Ir.Diagnostics;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Ports;

namespace TinyChain.Runtime.Transactions;

/// <summary>
/// What is stored, in a store that doesn't change: nothing needs to be claimed, and nobody writes.
/// </summary>
internal sealed class SnapshotSpace(IStore store) : IKeySpace
{
    // Entries per page of a scan: what is in memory at once.
    private const int Page = 256;

    public ValueTask<Fault?> ClaimRead(KeyRange range) => default;

    public ValueTask<Fault?> ClaimWrite(byte[] key) =>
        throw new BugException("nobody writes to a snapshot");

    public byte[]? Get(byte[] key) => store.Get(StoredData.Stored(key));

    public IEnumerable<StoreEntry> Scan(KeyRange range, bool isReversed = false)
    {
        for (var left = StoredData.Stored(range); ;)
        {
            var page = store.Scan(left, Page, isReversed);
            foreach (var entry in page) yield return entry with { Key = entry.Key[1..] };
            if (page.Count < Page) yield break;
            var last = page[^1].Key;
            left = isReversed ? left with { To = last } : left with { From = [.. last, 0] };
        }
    }

    public Fault? Set(byte[] key, byte[]? value) =>
        throw new BugException("nobody writes to a snapshot");
}
