using System.Collections.Immutable;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Auth;

namespace TinyChain.Runtime.Peers;

/// <summary>
/// A layer that goes below the sender's, by another cluster of the same host: the one that was
/// called, or that owns the transaction, hands over to the one that sends.
/// </summary>
public sealed record PeerHandover(Link By, ImmutableArray<Scope> Claims);
