using System.Collections.Immutable;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Auth;
using TinyChain.Runtime.Peers;

namespace TinyChain.Runtime.Transactions;

/// <summary>
/// What a transaction's call to another host carries: the cluster that it comes from, and the
/// transaction as it names it.
/// </summary>
public sealed record TxnCall(Link From, PeerTxn Txn)
{
    /// <summary>How long the transaction still waits.</summary>
    public required TimeSpan Time { get; init; }

    /// <summary>What this host's layer of the token permits: to take it for the owner.</summary>
    public ImmutableArray<Scope> Permits { get; init; } = [];
}
