namespace TinyChain.Codegen;

/// <summary>An entry of a <see cref="Sieve{TKey, TValue}"/>.</summary>
public sealed class SieveEntry<TKey, TValue>(TKey key, TValue value)
    where TKey : notnull
    where TValue : class
{
    private volatile bool _isUsed;

    public TKey Key { get; } = key;

    public TValue Value { get; } = value;

    /// <summary>How often it was found; threads that count at once may lose some.</summary>
    public long Uses { get; private set; }

    /// <summary>About the bytes of memory that the value keeps.</summary>
    public long Bytes { get; internal set; }

    /// <summary>The cache holds it no more.</summary>
    public bool IsDropped { get; internal set; }

    internal SieveEntry<TKey, TValue>? Older { get; set; }

    internal SieveEntry<TKey, TValue>? Newer { get; set; }

    /// <summary>Marks it as used. The bit is written only where it changes.</summary>
    public void Use()
    {
        Uses++;
        if (!_isUsed) _isUsed = true;
    }

    /// <summary>Whether it was used since this was last asked.</summary>
    internal bool Spare()
    {
        var wasUsed = _isUsed;
        _isUsed = false;
        return wasUsed;
    }
}
