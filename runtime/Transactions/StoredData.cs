using TinyChain.Ir;
using TinyChain.Ir.Diagnostics;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Ports;
using TinyChain.Runtime.Transactions.Locks;
using TinyChain.Runtime.Transactions.Versions;

namespace TinyChain.Runtime.Transactions;

/// <summary>
/// What is stored, under locks, as each transaction sees it: the lock table and the versions over
/// the store. The shell around both; <see cref="StoredSpace"/> is one transaction's door to it.
/// </summary>
public sealed class StoredData(IStore store)
{
    /// <summary>
    /// Memory for versions: what is written within the few seconds that readers may look back. The
    /// sweeper shortens that time well before; this is where writers have to wait for it.
    /// </summary>
    private const long MostVersionBytes = 512L << 20;

    // Keys of collections in the store, apart from the host's own records.
    private const byte Space = 1;

    // Guards the tables below. No wait and no disk while it is held.
    private readonly Lock _gate = new();
    private readonly LockTable _locks = new();
    private readonly VersionTable _versions = new();
    private readonly Dictionary<TxnId, long> _written = [];
    private readonly Dictionary<TxnId, Participation> _writers = [];

    // Ids that have written and ended, as long as somebody could use them again.
    private readonly SortedDictionary<TxnId, bool> _decided = [];

    /// <summary>About the bytes that versions take in memory.</summary>
    public long VersionBytes
    {
        get
        {
            lock (_gate) return _versions.Bytes;
        }
    }

    /// <summary>
    /// Claims a range for reading: granted where neither a fault nor anybody to wait for comes
    /// back.
    /// </summary>
    internal (Participation? Wait, Fault? Fault) ClaimRead(Participation by, KeyRange range)
    {
        lock (_gate)
        {
            if (by.UncertainTo.CompareTo(by.Id) > 0 && Missed(by, range) is { } younger)
                return (null, by.Doubt(younger));
            var answer = _locks.Read(by.Id, range);
            return (answer.Verdict == LockVerdict.Wait ? _writers[answer.Blocker] : null, null);
        }
    }

    /// <summary>
    /// Claims a key for writing: granted where neither a fault nor anybody to wait for comes back.
    /// The first claim makes the transaction its participation's own.
    /// </summary>
    internal (Participation? Wait, Fault? Fault) ClaimWrite(Participation by, byte[] key)
    {
        lock (_gate)
        {
            if (by.Refusal is { } ended) return (null, ended);
            var isNew = !_writers.TryGetValue(by.Id, out var owner);
            if (isNew ? _decided.ContainsKey(by.Id) : owner != by)
                return (null, Fault.Conflict($"transaction {by.Id} is owned or already decided"));
            var answer = _locks.Write(by.Id, key);
            switch (answer.Verdict)
            {
                case LockVerdict.Wait:
                    var blocker = _writers[answer.Blocker];
                    blocker.AddHeir(by, key);
                    return (blocker, null);
                case LockVerdict.Conflict: return (null, by.Lose(key, answer.Blocker));
                case LockVerdict.Granted:
                    if (isNew) _writers.Add(by.Id, by);
                    break;
            }

            return default;
        }
    }

    /// <summary>Whether it has claimed anything for writing, and so is in others' way.</summary>
    internal bool IsWriter(Participation by)
    {
        lock (_gate) return _writers.GetValueOrDefault(by.Id) == by;
    }

    /// <summary>The value of a claimed key in the store, which may be too young.</summary>
    internal byte[]? Look(byte[] key) => store.Get(Stored(key));

    /// <summary>
    /// What a transaction sees of a key, after a look into the store: whatever was committed since
    /// has its version before it has its place in the store.
    /// </summary>
    internal byte[]? Get(TxnId by, byte[] key, byte[]? stored)
    {
        lock (_gate) return _versions.TryGet(by, key, out var value) ? value : stored;
    }

    /// <summary>
    /// A page of a range, and the rest of the range; null when there is no more.
    /// </summary>
    internal (List<StoreEntry> Entries, KeyRange? Left) Page(
        TxnId by, KeyRange range, bool isReversed, int limit)
    {
        var stored = store.Scan(Stored(range), limit, isReversed)
            .Select(entry => entry with { Key = entry.Key[1..] }).ToList();
        var covered = range;
        KeyRange? rest = null;
        if (stored.Count == limit)
        {
            var last = stored[^1].Key;
            byte[] next = [.. last, 0];
            covered = isReversed ? range with { From = last } : range with { To = next };
            rest = isReversed ? range with { To = last } : range with { From = next };
        }

        lock (_gate) return (_versions.Overlay(by, covered, stored, isReversed), rest);
    }

    /// <summary>
    /// Writes a claimed key. `before` is what a look into the store found since the claim for
    /// reading: nobody else can have written the key since then.
    /// </summary>
    internal Fault? Set(Participation by, byte[] key, byte[]? value, byte[]? before)
    {
        lock (_gate)
        {
            if (by.Refusal is { } ended) return ended;
            Check.That(_locks.MayWrite(by.Id, key), "a key is claimed before it is written");
            if (_versions.Bytes > MostVersionBytes)
                return Fault.Unavailable("too much is being written at once; try again");
            var bytes = _written.GetValueOrDefault(by.Id) + key.Length + (value?.Length ?? 0) + 64;
            if (bytes > Limits.TxnBytes)
                return Fault.Limit("bytes that a transaction writes", Limits.TxnBytes);
            _written[by.Id] = bytes;
            _versions.Set(by.Id, key, value, before);
            return null;
        }
    }

    /// <summary>What a transaction has written: from here on nothing more is accepted.</summary>
    internal IReadOnlyList<StoreWrite> Seal(Participation by)
    {
        lock (_gate)
        {
            if (by.Sealed is null) by.Seal(WritesOf(by));
            return by.Sealed!;
        }
    }

    /// <summary>Puts back what a vote on the disk is about to write, and its claims.</summary>
    internal void Restore(Participation by, IReadOnlyList<StoreWrite> writes)
    {
        lock (_gate)
        {
            _writers.Add(by.Id, by);
            by.Seal(writes);
            foreach (var write in writes)
            {
                var key = write.Key[1..];
                Check.That(
                    _locks.Write(by.Id, key).Verdict == LockVerdict.Granted,
                    "votes on the disk don't overlap");
                _versions.Set(by.Id, key, write.Value, store.Get(write.Key));
            }
        }
    }

    /// <summary>
    /// Ends a participation: what it wrote becomes visible or is dropped, its claims are free, and
    /// who waited for it goes on.
    /// </summary>
    internal void End(Participation by, bool isCommitted)
    {
        lock (_gate)
        {
            if (_writers.GetValueOrDefault(by.Id) == by)
            {
                _locks.Release(by.Id, isCommitted);
                _versions.End(by.Id, isCommitted);
                _written.Remove(by.Id);
                _writers.Remove(by.Id);
                _decided[by.Id] = isCommitted;
                // Who still tells others of its end needs no memory for what it wrote.
                by.Seal([]);
            }

            // Before anybody wakes: a reader who comes first would make a waiting writer too late.
            foreach (var (heir, key) in by.Heirs()) ClaimWrite(heir, key);
            by.End();
        }
    }

    /// <summary>How a transaction that wrote here ended; null for not, or long ago.</summary>
    internal bool? IsCommitted(TxnId id)
    {
        lock (_gate) return _decided.TryGetValue(id, out var isCommitted) ? isCommitted : null;
    }

    /// <summary>Forgets what nobody at the horizon or after it can need.</summary>
    internal void Prune(TxnId horizon)
    {
        lock (_gate)
        {
            _locks.Prune(horizon);
            _versions.Prune(horizon);
            while (_decided.Count > 0 && _decided.First().Key.CompareTo(horizon) < 0)
                _decided.Remove(_decided.First().Key);
        }
    }

    // L8: what may have ended before a transaction began that would not see it. That is what has
    // committed; and what has voted here, for its client may have heard of its commit before.
    private TxnId? Missed(Participation by, KeyRange range)
    {
        foreach (var id in _versions.Between(range, by.Id, by.UncertainTo))
            if (!_writers.TryGetValue(id, out var writer) || writer.HasVoted) return id;
        return null;
    }

    private IReadOnlyList<StoreWrite> WritesOf(Participation by) =>
        _writers.GetValueOrDefault(by.Id) != by ? []
            : [.. _versions.WritesOf(by.Id)
                .Select(write => write with { Key = Stored(write.Key) })];

    /// <summary>Where a key of collections stands in the store.</summary>
    internal static byte[] Stored(byte[] key) => [Space, .. key];

    /// <summary>Where a range of collections' keys stands in the store.</summary>
    internal static KeyRange Stored(KeyRange range) => new(Stored(range.From), Stored(range.To));
}
