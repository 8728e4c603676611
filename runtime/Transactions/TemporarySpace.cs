using TinyChain.Ir;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Ports;

namespace TinyChain.Runtime.Transactions;

/// <summary>
/// A key space in memory that nobody else sees: of the collections that an op makes for itself
/// (spec/collections.md 1.2). It ends with its transaction.
/// </summary>
public sealed class TemporarySpace : IKeySpace
{
    /// <summary>Entries per page of a scan.</summary>
    private const int Page = 256;

    private static readonly Comparer<StoreEntry> s_byKey = Comparer<StoreEntry>.Create(
        (a, b) => a.Key.AsSpan().SequenceCompareTo(b.Key));

    // Guards _entries and _bytes: the statements of an op may run at once.
    private readonly Lock _gate = new();
    private readonly SortedSet<StoreEntry> _entries = new(s_byKey);
    private long _bytes;

    /// <summary>Takes fuel from whoever works on the rows; see Pay.</summary>
    internal Func<long, Fault?>? Payer { get; set; }

    public Fault? Pay(long fuel) => Payer?.Invoke(fuel);

    public ValueTask<Fault?> ClaimRead(KeyRange range) => default;

    public ValueTask<Fault?> ClaimWrite(byte[] key) => default;

    public byte[]? Get(byte[] key)
    {
        lock (_gate)
        {
            return _entries.TryGetValue(new StoreEntry(key, []), out var found)
                ? found.Value : null;
        }
    }

    public IEnumerable<StoreEntry> Scan(KeyRange range, bool isReversed = false)
    {
        while (!range.IsEmpty)
        {
            var page = ReadPage(range, isReversed);
            foreach (var entry in page) yield return entry;
            if (page.Count < Page) yield break;
            var last = page[^1].Key;
            range = isReversed ? range with { To = last } : range with { From = [.. last, 0] };
        }
    }

    public Fault? Set(byte[] key, byte[]? value)
    {
        lock (_gate)
        {
            if (_entries.TryGetValue(new StoreEntry(key, []), out var old))
            {
                _bytes -= Size(old);
                _entries.Remove(old);
            }

            if (value is null) return null;
            var entry = new StoreEntry(key, value);
            if (_bytes + Size(entry) > Limits.TxnBytes)
                return Fault.Limit("bytes that a transaction writes", Limits.TxnBytes);
            _bytes += Size(entry);
            _entries.Add(entry);
            return null;
        }
    }

    // About what the set's node and the arrays take besides their bytes.
    private static long Size(StoreEntry entry) => 128 + entry.Key.Length + entry.Value.Length;

    private List<StoreEntry> ReadPage(KeyRange range, bool isReversed)
    {
        var (first, last) = (new StoreEntry(range.From, []), new StoreEntry(range.To, []));
        lock (_gate)
        {
            var view = _entries.GetViewBetween(first, last);
            return [.. (isReversed ? view.Reverse() : view)
                .Where(entry => range.Contains(entry.Key)).Take(Page)];
        }
    }
}
