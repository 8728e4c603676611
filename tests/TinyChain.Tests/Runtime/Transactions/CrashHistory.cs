using TinyChain.Runtime.Ports;
using TinyChain.Runtime.Transactions;

namespace TinyChain.Tests.Runtime.Transactions;

/// <summary>
/// What was written and what was promised, and whether a disk agrees. Transactions commit in the
/// order of their ids where they share a key, so the newest that survived decides each key.
/// </summary>
internal sealed class CrashHistory
{
    private readonly SortedDictionary<TxnId, (List<byte[]> Keys, OutcomeKind? Outcome)> _txns = [];

    /// <summary>The last id that a host gave out.</summary>
    public TxnId Last { get; private set; }

    public void Wrote(TxnId id, List<byte[]> keys)
    {
        Last = id;
        _txns[id] = (keys, null);
    }

    public void Ended(TxnId id, OutcomeKind outcome) =>
        _txns[id] = (_txns[id].Keys, outcome);

    /// <summary>
    /// What is wrong, or null. What turned out to be there is promised from now on.
    /// </summary>
    public string? Judge(IReadOnlyDictionary<byte[], TxnId> disk)
    {
        foreach (var (id, (keys, outcome)) in _txns.ToList())
        {
            var isThere = keys.Any(key => disk.TryGetValue(key, out var by) && by == id);
            if (isThere) _txns[id] = (keys, OutcomeKind.Committed);
            else if (outcome != OutcomeKind.Committed) _txns.Remove(id);
        }

        var expected = new Dictionary<byte[], TxnId>(KeyComparer.Instance);
        foreach (var (id, (keys, _)) in _txns)
        {
            foreach (var key in keys) expected[key] = id;
        }

        foreach (var (key, id) in expected)
        {
            if (!disk.TryGetValue(key, out var by)) return $"key {key[^1]}: lost {id}";
            if (by != id) return $"key {key[^1]}: {by} in place of {id}";
        }

        return null;
    }
}
