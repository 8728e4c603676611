using System.Collections.Immutable;

namespace TinyChain.Runtime.Auth;

/// <summary>
/// Layers, outermost first, that are signed by whom they say, follow from one another, and outlive
/// nothing that they stand on: all that is true of a token at any time and for any request, as long
/// as the store is the one that it was verified by.
/// </summary>
internal sealed record VerifiedChain(ImmutableArray<TokenLayer> Layers, TrustStore Trust);
