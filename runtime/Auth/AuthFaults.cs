using TinyChain.Ir;
using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;

namespace TinyChain.Runtime.Auth;

/// <summary>
/// Every refusal of a token, in words: which layer, which rule of docs/protocol.md, what to do.
/// None shows a token or a key.
/// </summary>
internal static class AuthFaults
{
    internal static Fault NoBearer() =>
        Fault.Unauthorized("Authorization must be 'Bearer <token>' (A1)");

    // These words are the specification's own (spec/examples/host.json, X14).
    internal static Fault TooLarge() => new(FaultKind.HeadersTooLarge, "token too large", []);

    internal static Fault TooDeep() => new(
        FaultKind.HeadersTooLarge,
        $"the token has more than {Limits.TokenDepth} layers (A1); let fewer services call each "
        + "other", []);

    internal static Fault Malformed(int number, string problem) => Fault.Unauthorized(
        $"layer {number} of the token, counted from outside, can't be read: {problem} (A2)");

    internal static Fault NotTrusted(LayerPlace place) => Fault.Unauthorized(
        $"{place} is signed with a key that this host does not trust for this issuer (A3); its "
        + "operator can add the issuer's public key with --trust");

    internal static Fault BadSignature(LayerPlace place) => Fault.Unauthorized(
        $"{place} has a signature that is not its issuer's (A4): it was changed on the way, or "
        + "signed with another key; get a new token");

    internal static Fault OutlivesParent(LayerPlace place) => Fault.Unauthorized(
        $"{place} ends after the layer inside it (A5); a layer may end no later than what it "
        + "stands on");

    internal static Fault AudienceBroken(LayerPlace place, TokenLayer parent) =>
        Fault.Unauthorized($"{place} was put around a layer that is for {parent.Audience} (A6): "
            + "the audience chain is broken; only whom a token is for may pass it on");

    internal static Fault NotYetValid(LayerPlace place) => Fault.Unauthorized(
        $"{place} is issued in the future (A8); set the issuer's clock, or this host's");

    internal static Fault Expired(LayerPlace place) => Fault.Unauthorized(
        $"{place} has expired (A8); send the request again with a new token");

    internal static Fault WrongAudience(LayerPlace place, Link target) => Fault.Unauthorized(
        $"{place} is for {place.Layer.Audience}, and the request is to {target} on this host "
        + "(A9); get a token whose aud is the link of the cluster that you call");

    internal static Fault OtherMethod(LayerPlace place) => Fault.Unauthorized(
        $"{place} is for one request, and its htm is not this one's method (A10); sign a layer for "
        + "each request");

    internal static Fault OtherTarget(LayerPlace place, Link target) => Fault.Unauthorized(
        $"{place} is for one request, and its htu is not {target} on this host with this key "
        + "(A10); sign a layer for each request");

    internal static Fault OtherBody(LayerPlace place) => Fault.Unauthorized(
        $"{place} is for one request, and its bh is not the hash of this body (A10); sign a layer "
        + "for each request");

    internal static Fault OtherTxn(LayerPlace place, string? txn) => Fault.Unauthorized(
        $"{place} is for one transaction, and not for {NameOf(txn)} (A12); pass on ?txn_id=, or "
        + "get a new token");

    internal static Fault TooOld(LayerPlace place) => Fault.Unauthorized(
        $"{place} is for one request, and was signed too long ago (A11): sign it when the request "
        + $"is sent, at most {Limits.CallLayerMs / 1000} s before it arrives");

    // Nothing is wrong with it that anybody knows: the host has lost its memory.
    internal static Fault BeforeStart(LayerPlace place) => Fault.Unavailable(
        $"{place} is for one request, and was signed before this host started (A11): it may have "
        + "been used; begin again, and sign a new one");

    internal static Fault UsedBefore(TokenLayer layer) => Fault.Unauthorized(
        $"the token's outermost layer (issuer {layer.Issuer}) is for one request, and was used "
        + "before (A11); sign a layer for each request");

    internal static Fault TooManyAtOnce() => Fault.Unavailable(
        "too many signed requests came in the last seconds to remember them all (A11); send the "
        + "request again in some seconds");

    internal static Fault NoTxnInScope(Scope scope) => Fault.BadRequest(
        $"the token claims {scope.Path}, which names no transaction (A13); it must be /txn/X");

    internal static Fault ScopeOfOtherTxn(Scope scope, string? txn) => Fault.BadRequest(
        $"the token claims {scope.Path}, and the request is in {NameOf(txn)} (A13)");

    internal static Fault TwoOwners(string txn) => Fault.BadRequest(
        $"two layers of the token claim to own transaction {txn} (A13); the first cluster owns it");

    internal static Fault TwoLocks(string txn) => Fault.BadRequest(
        $"two layers of the token lock transaction {txn} (A13); its owner does, once");

    internal static Fault LockOfAnother(string txn) => Fault.BadRequest(
        $"the token locks transaction {txn} without being its owner's (A13)");

    internal static Fault Denied(Caller caller, Verb verb, Link link)
    {
        var what = $"{CallBinding.Method(verb)} {link}";
        return caller.IsAnonymous
            ? Fault.Unauthorized($"{what} needs a token (A15): send 'Authorization: Bearer "
                + "<token>', with a claim for this path from an issuer that this host trusts")
            : Fault.Forbidden($"the token does not allow {what} (A15): no claim covers it that "
                + $"counts, of the {NeededName(verb)} kind, from an issuer that may speak for it");
    }

    internal static Fault NotTheOwner(Caller caller)
    {
        const string rule = "this is for the host's owner alone (W2): send a token that the owner "
            + "has signed, and nobody else";
        return caller.IsAnonymous ? Fault.Unauthorized(rule) : Fault.Forbidden(rule);
    }

    internal static Fault ChainTooDeep() => Fault.BadRequest(
        $"a token may have {Limits.TokenDepth} layers, one for each host on the way, and this "
        + "request has passed as many; let fewer services call each other");

    internal static Fault ChainTooLarge() => Fault.BadRequest(
        $"the token for the next host would be longer than {Limits.TokenBytes} bytes; let fewer "
        + "services call each other, or allow fewer paths in each layer");

    internal static Fault ExpiredOnTheWay(Link target) => Fault.Unauthorized(
        $"the caller's token has expired, so {target} can't be called with it; send the request "
        + "again with a new token");

    private static string NameOf(string? txn) => txn is null
        ? "no transaction that it names"
        : $"transaction {(txn.Length <= 64 ? txn : txn[..64] + "…")}";

    private static string NeededName(Verb verb) => Rights.Needed(verb) switch
    {
        Rights.Read => "reading",
        Rights.Write => "writing",
        _ => "executing",
    };
}
