namespace TinyChain.Runtime.Transactions.Versions;

/// <summary>
/// What recent transactions made of one key, oldest first, and what was there before them. A null
/// value is a deleted key.
/// </summary>
internal sealed class VersionChain(byte[] key, byte[]? before)
{
    private readonly List<(TxnId By, byte[]? Value)> _versions = [];
    private byte[]? _before = before;

    internal byte[] Key { get; } = key;

    internal bool IsEmpty => _versions.Count == 0;

    /// <summary>About the bytes of memory that it takes.</summary>
    internal long Bytes => 160 + Key.Length + (_before?.Length ?? 0)
        + _versions.Sum(version => 40L + (version.Value?.Length ?? 0));

    /// <summary>The value that a transaction sees: the youngest that isn't younger.</summary>
    internal byte[]? SeenBy(TxnId reader)
    {
        for (var i = _versions.Count - 1; i >= 0; i--)
        {
            if (_versions[i].By.CompareTo(reader) <= 0) return _versions[i].Value;
        }

        return _before;
    }

    internal void Set(TxnId by, byte[]? value)
    {
        var at = _versions.FindIndex(version => version.By.CompareTo(by) >= 0);
        if (at >= 0 && _versions[at].By == by) _versions[at] = (by, value);
        else _versions.Insert(at < 0 ? _versions.Count : at, (by, value));
    }

    internal void Drop(TxnId by) => _versions.RemoveAll(version => version.By == by);

    /// <summary>Forgets what only readers before the horizon could tell apart.</summary>
    internal void Prune(TxnId horizon)
    {
        while (_versions.Count > 0 && _versions[0].By.CompareTo(horizon) < 0)
        {
            _before = _versions[0].Value;
            _versions.RemoveAt(0);
        }
    }
}
