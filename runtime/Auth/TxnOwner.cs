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
    /// Whom the host believes that was sent this as a claim, at that time; null for what is pinned.
    /// </summary>
    public TrustStore? Trust { get; init; }

    /// <summary>
    /// Whether the claim is this owner's: by path and key, since a host may be known by several
    /// names (spec/host.md 3.5); without a key, by the whole link. A host that has changed its key
    /// meanwhile is the same, where the new one is trusted for the same issuer.
    /// </summary>
    public bool IsSame(TxnOwner claim) =>
        Key.Length == 0 || claim.Key.Length == 0
            ? Key == claim.Key && Cluster.Equals(claim.Cluster)
            : Cluster.Path.AsSpan().SequenceEqual(claim.Cluster.Path.AsSpan())
                && (Key == claim.Key || claim.Trust?.Find(Cluster, claim.Key) is not null);
}
