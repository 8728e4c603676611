namespace TinyChain.Runtime.Ports;

/// <summary>Keys by their bytes: the order of the store, and equality for tables.</summary>
public sealed class KeyComparer : IComparer<byte[]>, IEqualityComparer<byte[]>
{
    public static readonly KeyComparer Instance = new();

    private KeyComparer()
    {
    }

    public int Compare(byte[]? x, byte[]? y) => x.AsSpan().SequenceCompareTo(y);

    public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

    public int GetHashCode(byte[] key)
    {
        var hash = default(HashCode);
        hash.AddBytes(key);
        return hash.ToHashCode();
    }
}
