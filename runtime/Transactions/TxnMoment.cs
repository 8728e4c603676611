using System.Collections.Immutable;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Transactions.Machine;

namespace TinyChain.Runtime.Transactions;

/// <summary>How a transaction stands at this host at one moment.</summary>
internal sealed record TxnMoment(
    TxnState State, ImmutableArray<Link> Joined, ImmutableArray<Link> Silent)
{
    /// <summary>It has called other hosts, which may join yet.</summary>
    internal bool HasCalled { get; init; }

    /// <summary>Its owner has not answered yet that it takes part.</summary>
    internal bool IsJoining { get; init; }

    /// <summary>The transaction that a claim of its waits for.</summary>
    internal TxnId? Blocker { get; init; }
}
