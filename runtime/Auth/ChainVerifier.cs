using TinyChain.Ir;
using TinyChain.Ir.Values;

namespace TinyChain.Runtime.Auth;

/// <summary>
/// What is true of a token whatever the time and the request: its form, its keys and signatures,
/// and that each layer follows from the one inside it (rules A1 to A7).
/// </summary>
internal sealed class ChainVerifier
{
    private readonly ChainCache _cache = new();

    /// <summary>The chain, or null and the fault.</summary>
    internal VerifiedChain? Verify(ReadOnlySpan<char> token, TrustStore trust, out Fault? fault)
    {
        fault = null;
        var hash = ChainCache.NameOf(token);
        return _cache.Find(hash, trust) ?? Verify((token.ToString(), hash), trust, out fault);
    }

    private VerifiedChain? Verify(
        (string Text, Hash256 Hash) token, TrustStore trust, out Fault? fault)
    {
        var opened = new List<Opened>();
        var known = Open(token, trust, opened, out fault);
        if (fault is not null) return null;
        var depth = opened.Count + (known?.Layers.Length ?? 0);
        if (depth > Limits.TokenDepth) fault = AuthFaults.TooDeep();
        // Outermost first: a stranger's layer is refused before anything is spent on what it holds.
        for (var i = 0; i < opened.Count && fault is null; i++)
        {
            var place = new LayerPlace(i + 1, depth, opened[i].Signed.Layer);
            fault = SignatureFault(opened[i].Signed, trust, place)
                ?? FollowFault(opened, i, known, place);
        }

        return fault is null ? Remember(opened, known, trust) : null;
    }

    /// <summary>
    /// The layers that are not known yet, outermost first; returns what is known of the rest.
    /// </summary>
    private VerifiedChain? Open(
        (string Text, Hash256 Hash) token, TrustStore trust, List<Opened> opened, out Fault? fault)
    {
        fault = null;
        while (true)
        {
            if (opened.Count == Limits.TokenDepth)
            {
                fault = AuthFaults.TooDeep();
                return null;
            }

            if (LayerText.Read(token.Text, out var problem) is not { } signed)
            {
                fault = AuthFaults.Malformed(opened.Count + 1, problem!);
                return null;
            }

            opened.Add(new Opened(signed, token.Hash));
            if (signed.Layer.Inherit is not { } inner) return null;
            token = (inner, ChainCache.NameOf(inner));
            if (_cache.Find(token.Hash, trust) is { } known) return known;
        }
    }

    private static Fault? SignatureFault(SignedLayer signed, TrustStore trust, LayerPlace place)
    {
        var layer = signed.Layer;
        if (trust.Find(layer.Issuer, layer.Kid) is not { } issuer)
            return AuthFaults.NotTrusted(place);
        return signed.IsSignedBy(issuer.Key) ? null : AuthFaults.BadSignature(place);
    }

    private static Fault? FollowFault(
        List<Opened> opened, int i, VerifiedChain? known, LayerPlace place)
    {
        var parent = i + 1 < opened.Count ? opened[i + 1].Signed.Layer : known?.Layers[0];
        if (parent is null) return null;
        if (place.Layer.Expires > parent.Expires) return AuthFaults.OutlivesParent(place);
        return parent.Audience.Covers(place.Layer.Issuer)
            ? null : AuthFaults.AudienceBroken(place, parent);
    }

    /// <summary>
    /// The whole chain. What it holds is kept for the next time; it itself only if it can come
    /// again, as a bearer's can.
    /// </summary>
    private VerifiedChain Remember(List<Opened> opened, VerifiedChain? known, TrustStore trust)
    {
        var chain = known ?? new VerifiedChain("", [], trust);
        for (var i = opened.Count - 1; i >= 0; i--)
        {
            var (signed, hash) = opened[i];
            chain = new VerifiedChain(
                signed.Token, chain.Layers.Insert(0, signed.Layer), trust);
            if (i > 0 || !signed.Layer.IsOfOneCall) _cache.Add(hash, chain, signed.Token.Length);
        }

        return chain;
    }

    private sealed record Opened(SignedLayer Signed, Hash256 Hash);
}
