using TinyChain.Ir.Values;

namespace TinyChain.Runtime.Peers;

/// <summary>
/// A transaction as a message names it: its id, the cluster that owns it, and how many hosts the
/// message has come by.
/// </summary>
public sealed record PeerTxn(string Id, Link Owner, int Hops)
{
    /// <summary>The transaction that the same request had before, where it began again.</summary>
    public string? Before { get; init; }
}
