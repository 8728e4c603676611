using System.Buffers.Binary;
using TinyChain.Runtime.Ports;

namespace TinyChain.Runtime.Transactions.Locks;

/// <summary>
/// Who may read and write what: multi-version timestamp ordering with marks that outlive their
/// transactions (spec/host.md 3.7, rules L1 to L6 of docs/protocol.md). Pure: it decides, at once;
/// waiting is its caller's business. A key belongs to the collection that its first 8 bytes name,
/// and a range to one collection.
/// </summary>
public sealed class LockTable
{
    /// <summary>Bytes of a key that name its collection.</summary>
    public const int PrefixBytes = 8;

    private readonly Dictionary<ulong, LockBucket> _buckets = [];
    private readonly Dictionary<TxnId, HashSet<byte[]>> _writes = [];

    /// <summary>Transactions that intend to write.</summary>
    public int Writers => _writes.Count;

    /// <summary>Claims a range for reading.</summary>
    public LockAnswer Read(TxnId by, KeyRange range) =>
        range.IsEmpty ? LockAnswer.Granted : Bucket(range.From).Read(by, range);

    /// <summary>Claims a key for writing; claiming it again is granted.</summary>
    public LockAnswer Write(TxnId by, byte[] key)
    {
        var answer = Bucket(key).Write(by, key);
        if (answer.Verdict != LockVerdict.Granted) return answer;
        if (!_writes.TryGetValue(by, out var keys))
            _writes.Add(by, keys = new HashSet<byte[]>(KeyComparer.Instance));
        keys.Add(key);
        return answer;
    }

    /// <summary>True when the transaction has claimed the key for writing.</summary>
    public bool MayWrite(TxnId by, byte[] key) =>
        _writes.TryGetValue(by, out var keys) && keys.Contains(key);

    /// <summary>Ends a transaction's claims. Where it committed, its writes leave marks.</summary>
    public void Release(TxnId by, bool isCommitted)
    {
        if (!_writes.Remove(by, out var keys)) return;
        foreach (var key in keys) Bucket(key).Release(key, by, isCommitted);
    }

    /// <summary>
    /// Forgets the marks of transactions before the horizon: nobody older is accepted any more.
    /// </summary>
    public void Prune(TxnId horizon)
    {
        foreach (var (prefix, bucket) in _buckets)
        {
            bucket.Prune(horizon);
            if (bucket.IsEmpty) _buckets.Remove(prefix);
        }
    }

    private LockBucket Bucket(byte[] key)
    {
        Span<byte> bytes = stackalloc byte[PrefixBytes];
        key.AsSpan(0, Math.Min(key.Length, PrefixBytes)).CopyTo(bytes);
        var prefix = BinaryPrimitives.ReadUInt64BigEndian(bytes);
        if (!_buckets.TryGetValue(prefix, out var bucket))
            _buckets.Add(prefix, bucket = new LockBucket());
        return bucket;
    }
}
