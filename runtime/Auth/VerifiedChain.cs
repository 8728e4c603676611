using System.Collections.Immutable;

namespace TinyChain.Runtime.Auth;

/// <summary>
/// Layers, outermost first, that are signed by whom they say, follow from one another, and outlive
/// nothing that they stand on: all that is true of a token at any time and for any request, as long
/// as the store is the one that it was verified by.
/// </summary>
internal sealed class VerifiedChain(
    string token, ImmutableArray<TokenLayer> layers, TrustStore trust)
{
    private Caller? _caller;

    internal ImmutableArray<TokenLayer> Layers { get; } = layers;

    internal TrustStore Trust { get; } = trust;

    /// <summary>
    /// Whom the token makes of a request that it is good for. The same each time: a chain stays
    /// with the verifier that has made it, and that has one policy.
    /// </summary>
    internal Caller CallerBy(Policy policy) =>
        _caller ??= new Caller(token, Layers, ChainRights.Of(this, policy))
        {
            Trust = Trust,
        };
}
