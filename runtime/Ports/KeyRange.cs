namespace TinyChain.Runtime.Ports;

/// <summary>
/// Keys with `From` ≤ key &lt; `To`, compared byte by byte. Nobody changes the arrays.
/// </summary>
public readonly record struct KeyRange(byte[] From, byte[] To)
{
    public bool IsEmpty => From.AsSpan().SequenceCompareTo(To) >= 0;

    /// <summary>Every key that begins so; the prefix is not all 0xff.</summary>
    public static KeyRange Under(byte[] prefix) => new(prefix, After(prefix));

    /// <summary>The one key.</summary>
    public static KeyRange Of(byte[] key) => new(key, [.. key, 0]);

    public bool Contains(ReadOnlySpan<byte> key) =>
        key.SequenceCompareTo(From) >= 0 && key.SequenceCompareTo(To) < 0;

    public bool Overlaps(KeyRange other) =>
        From.AsSpan().SequenceCompareTo(other.To) < 0
        && other.From.AsSpan().SequenceCompareTo(To) < 0;

    /// <summary>The first key that does not begin so.</summary>
    public static byte[] After(ReadOnlySpan<byte> prefix)
    {
        var end = prefix.Length;
        while (prefix[end - 1] == byte.MaxValue) end--;
        var after = prefix[..end].ToArray();
        after[end - 1]++;
        return after;
    }
}
