using TinyChain.Ir.Values;

namespace TinyChain.Runtime.Auth;

/// <summary>
/// Who owns a transaction: a cluster by its absolute link, and the thumbprint of the key that
/// signed its claim; the thumbprint is empty between hosts that are open to everybody.
/// </summary>
public sealed record TxnOwner(Link Cluster, string Key)
{
    /// <summary>The host itself, for work of its own that no other host hears of.</summary>
    public static TxnOwner Host { get; } = new(Link.Default, "");

    /// <summary>
    /// The same owner: by path and key, since a host may be known by several names
    /// (spec/host.md 3.5); without a key, by the whole link.
    /// </summary>
    public bool IsSame(TxnOwner other) =>
        Key == other.Key
        && (Key.Length == 0 ? Cluster.Equals(other.Cluster)
            : Cluster.Path.AsSpan().SequenceEqual(other.Cluster.Path.AsSpan()));
}
