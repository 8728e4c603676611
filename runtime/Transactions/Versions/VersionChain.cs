namespace TinyChain.Runtime.Transactions.Versions;

/// <summary>
/// What recent transactions made of one key, oldest first, and what was there before them. A null
/// value is a deleted key.
/// </summary>
internal sealed class VersionChain(byte[] key, byte[]? before)
{
    /// <summary>Of itself, its list, and its places in the tables that know it.</summary>
    private const int Overhead = 400;

    private readonly List<(TxnId By, byte[]? Value)> _versions = [];
    private byte[]? _before = before;

    internal byte[] Key { get; } = key;

    internal bool IsEmpty => _versions.Count == 0;

    /// <summary>About the bytes of memory that it takes.</summary>
    internal long Bytes { get; private set; } = Overhead + key.Length + (before?.Length ?? 0);

    /// <summary>The value that a transaction sees: the youngest that isn't younger.</summary>
    internal byte[]? SeenBy(TxnId reader)
    {
        for (var i = _versions.Count - 1; i >= 0; i--)
        {
            if (_versions[i].By.CompareTo(reader) <= 0) return _versions[i].Value;
        }

        return _before;
    }

    /// <summary>Who has written it after one id and up to another, youngest first.</summary>
    internal IEnumerable<TxnId> Between(TxnId after, TxnId upTo)
    {
        for (var i = _versions.Count - 1; i >= 0 && _versions[i].By.CompareTo(after) > 0; i--)
        {
            if (_versions[i].By.CompareTo(upTo) <= 0) yield return _versions[i].By;
        }
    }

    internal void Set(TxnId by, byte[]? value)
    {
        // From the youngest: a key that many write has thousands, and the writer is nearly last.
        var after = _versions.Count;
        while (after > 0 && _versions[after - 1].By.CompareTo(by) > 0) after--;
        if (after > 0 && _versions[after - 1].By == by)
        {
            Bytes -= Size(_versions[after - 1].Value);
            _versions[after - 1] = (by, value);
        }
        else
        {
            _versions.Insert(after, (by, value));
        }

        Bytes += Size(value);
    }

    internal void Drop(TxnId by)
    {
        var at = _versions.FindLastIndex(version => version.By == by);
        if (at < 0) return;
        Bytes -= Size(_versions[at].Value);
        _versions.RemoveAt(at);
    }

    /// <summary>Forgets what only readers before the horizon could tell apart.</summary>
    internal void Prune(TxnId horizon)
    {
        var old = 0;
        for (; old < _versions.Count && _versions[old].By.CompareTo(horizon) < 0; old++)
            Bytes -= Size(_versions[old].Value);
        if (old == 0) return;
        Bytes -= _before?.Length ?? 0;
        _before = _versions[old - 1].Value;
        Bytes += _before?.Length ?? 0;
        _versions.RemoveRange(0, old);
    }

    private static long Size(byte[]? value) => 40 + (value?.Length ?? 0);
}
