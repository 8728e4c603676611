using System.Globalization;

namespace TinyChain.Runtime.Transactions;

/// <summary>
/// A transaction's id, `nanoseconds-nonce` (spec/host.md 1.7): ordered by time, then nonce.
/// </summary>
public readonly record struct TxnId(ulong TimeNs, ushort Nonce) : IComparable<TxnId>
{
    /// <summary>The id, or null when the text is none.</summary>
    public static TxnId? Parse(string text)
    {
        var parts = text.Split('-', 3);
        return parts.Length == 2
            && ulong.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var t)
            && ushort.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var n)
                ? new TxnId(t, n) : null;
    }

    public int CompareTo(TxnId other) => (TimeNs, Nonce).CompareTo((other.TimeNs, other.Nonce));

    public override string ToString() => $"{TimeNs}-{Nonce}";
}
