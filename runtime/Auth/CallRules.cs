using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using TinyChain.Ir;
using TinyChain.Ir.Values;

namespace TinyChain.Runtime.Auth;

/// <summary>
/// Rules A9 to A12: the outermost layer is for this cluster, and where it speaks for one request,
/// for this one; and each layer that names a transaction names the request's.
/// </summary>
internal static class CallRules
{
    internal static Fault? Check(VerifiedChain chain, IncomingCall call, Policy policy)
    {
        var outermost = chain.Layers[0];
        var place = new LayerPlace(1, chain.Layers.Length, outermost);
        if (!policy.IsHere(outermost.Audience)
            || !Scope.IsPrefix(outermost.Audience.Path, call.Link.Path))
            return AuthFaults.WrongAudience(place, call.Link);
        if (OtherTxn(chain.Layers, call.TxnMeant) is { } other)
            return AuthFaults.OtherTxn(other, call.TxnMeant);
        return outermost.IsOfOneCall ? Binding(place, call, policy) : null;
    }

    /// <summary>
    /// Whether a layer for one request was signed just now, and since this host remembers: before
    /// that its id may have been used.
    /// </summary>
    internal static Fault? Age(VerifiedChain chain, long nowMs, long sinceMs, long skewMs)
    {
        var layer = chain.Layers[0];
        var place = new LayerPlace(1, chain.Layers.Length, layer);
        if (nowMs - (layer.IssuedAt * 1000) > Limits.CallLayerMs + skewMs)
            return AuthFaults.TooOld(place);
        // The last millisecond of the second that it was signed in.
        return (layer.IssuedAt * 1000) + 999 + skewMs < sinceMs
            ? AuthFaults.BeforeStart(place) : null;
    }

    private static LayerPlace? OtherTxn(ImmutableArray<TokenLayer> layers, string? txn)
    {
        for (var i = 0; i < layers.Length; i++)
        {
            if (layers[i].Txn is { } named && named != txn)
                return new LayerPlace(i + 1, layers.Length, layers[i]);
        }

        return null;
    }

    private static Fault? Binding(LayerPlace place, IncomingCall call, Policy policy)
    {
        var layer = place.Layer;
        if (layer.Method != CallBinding.Method(call.Verb)) return AuthFaults.OtherMethod(place);
        if (layer.Target is null || CallBinding.ReadTarget(layer.Target) is not { } target
            || !policy.IsHere(target.Link) || target.Key != call.Key
            || !target.Link.Path.AsSpan().SequenceEqual(call.Link.Path.AsSpan()))
            return AuthFaults.OtherTarget(place, call.Link);
        return layer.BodyHash is null || IsHashOf(call.Body.Span, layer.BodyHash)
            ? null : AuthFaults.OtherBody(place);
    }

    private static bool IsHashOf(ReadOnlySpan<byte> body, string hash) =>
        CryptographicOperations.FixedTimeEquals(
            MemoryMarshal.AsBytes(CallBinding.BodyHash(body).AsSpan()),
            MemoryMarshal.AsBytes(hash.AsSpan()));
}
