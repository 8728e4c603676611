using System.Collections.Immutable;
using TinyChain.Ir.Values;

namespace TinyChain.Runtime.Auth;

/// <summary>
/// An issuer whose tokens are believed: its link, which covers all links below it, a key of its,
/// and the paths of this host that it may speak for.
/// </summary>
public sealed record TrustedIssuer(Link Issuer, PublicKey Key, ImmutableArray<Link> Paths);
