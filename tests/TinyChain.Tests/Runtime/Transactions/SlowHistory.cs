using TinyChain.Runtime.Ports;
using TinyChain.Runtime.Transactions;

namespace TinyChain.Tests.Runtime.Transactions;

/// <summary>
/// Every version that ever was, in one list: the slow, obvious second answer to what a transaction
/// sees. It knows nothing of locks, and forgets nothing.
/// </summary>
internal sealed class SlowHistory
{
    private readonly List<(TxnId By, byte[] Key, byte[]? Value, bool IsCommitted)> _writes = [];

    public void Write(TxnId by, byte[] key, byte[]? value) =>
        _writes.Add((by, key, value, false));

    public void End(TxnId by, bool isCommitted)
    {
        for (var i = _writes.Count - 1; i >= 0; i--)
        {
            if (_writes[i].By != by || _writes[i].IsCommitted) continue;
            if (isCommitted) _writes[i] = _writes[i] with { IsCommitted = true };
            else _writes.RemoveAt(i);
        }
    }

    /// <summary>The newest write not younger than the reader: a commit, or its own.</summary>
    public byte[]? Get(TxnId reader, byte[] key) => _writes
        .Select((write, order) => (write, order))
        .Where(w => w.write.Key.AsSpan().SequenceEqual(key))
        .Where(w => w.write.By == reader
            || (w.write.IsCommitted && w.write.By.CompareTo(reader) < 0))
        .OrderBy(w => w.write.By).ThenBy(w => w.order)
        .Select(w => w.write.Value).LastOrDefault();

    public List<byte[]> Keys(TxnId reader, KeyRange range) =>
        [.. _writes.Select(write => write.Key).Distinct(KeyComparer.Instance)
            .Where(key => range.Contains(key) && Get(reader, key) is not null)
            .Order(KeyComparer.Instance)];
}
