using TinyChain.Ir.Values;
using TinyChain.Runtime.Auth;

namespace TinyChain.Runtime.Transactions.Resolutions;

/// <summary>
/// What an operator has decided of a transaction that was in doubt at this host, in place of its
/// owner; and what the owner has said since.
/// </summary>
/// <param name="Id">The transaction.</param>
/// <param name="Owner">Who should have decided.</param>
/// <param name="Cluster">The cluster of this host by which it took part.</param>
/// <param name="IsCommitted">What the operator has decided.</param>
public sealed record Resolution(TxnId Id, TxnOwner Owner, Link Cluster, bool IsCommitted)
{
    /// <summary>When, in nanoseconds since 1970, and by whose token; empty without one.</summary>
    public ulong AtNs { get; init; }

    public string By { get; init; } = "";

    /// <summary>What the owner says; null as long as it has said nothing.</summary>
    public bool? OwnersWord { get; init; }

    /// <summary>When it has said so.</summary>
    public ulong SaidNs { get; init; }

    /// <summary>The owner has decided otherwise: the transaction is not whole.</summary>
    public bool IsMismatch => OwnersWord is { } word && word != IsCommitted;
}
