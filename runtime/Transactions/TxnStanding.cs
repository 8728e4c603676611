using System.Collections.Immutable;
using TinyChain.Ir.Values;

namespace TinyChain.Runtime.Transactions;

/// <summary>
/// A transaction as this host lists it for its operator, in the words of docs/protocol.md, W1. Its
/// role is `owner`, `participant`, or `local` where no other host knows of it; the link is where
/// its first request went.
/// </summary>
public sealed record TxnStanding(TxnId Id, string Role, string State, Link Owner, Link Link)
{
    /// <summary>Who takes part, and how far each has come as far as this host has heard.</summary>
    public ImmutableArray<(Link Cluster, string Stage)> Participants { get; init; } = [];

    /// <summary>Links of clusters, the id of a transaction, or `disk`.</summary>
    public ImmutableArray<string> WaitingFor { get; init; } = [];

    /// <summary>Who has signed for its first request, the outermost layer's issuer first.</summary>
    public ImmutableArray<Link> Issuers { get; init; } = [];
}
