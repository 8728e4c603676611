using System.Collections.Immutable;

namespace TinyChain.Runtime.Auth;

/// <summary>
/// Rules A14 and A15: which claims of a chain count, and what the umask leaves of them. A claim
/// counts where its issuer may speak for the path. One that repeats what an earlier layer holds, or
/// less, adds nothing to it, so it needs no rule of its own; one that says more doesn't count.
/// </summary>
internal static class ChainRights
{
    internal static Rights Of(VerifiedChain chain, Policy policy)
    {
        var grants = ImmutableArray.CreateBuilder<Grant>();
        foreach (var layer in chain.Layers)
        {
            foreach (var scope in layer.Scopes)
            {
                if (scope.IsOfTxn) continue;
                var bits = BitsOf(layer, scope, chain.Trust, policy);
                if (bits != 0) grants.Add(new Grant(scope, bits));
            }
        }

        return new Rights(policy.Umask & 7, grants.ToImmutable());
    }

    private static int BitsOf(TokenLayer layer, Scope scope, TrustStore trust, Policy policy)
    {
        var isTrusted = trust.SpeaksFor(layer.Issuer, layer.Kid, scope.Path);
        var speaks = isTrusted || policy.OwnsOrShares(layer.Issuer)
            || (policy.IsHere(layer.Issuer)
                && Scope.IsPrefix(layer.Issuer.Path, scope.Path.Path));
        return speaks ? scope.Bits & policy.Mask(layer.Issuer, isTrusted) : 0;
    }
}
