using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Auth;
using TinyChain.Runtime.Peers;
using TinyChain.Runtime.Transactions;

namespace TinyChain.Host.Network;

/// <summary>
/// The token that a message carries: its caller's chain in a layer of this host's, which is good
/// for this one request, and says that the sender wants it done.
/// </summary>
internal static class PeerToken
{
    /// <summary>The token, or null and why there can be none.</summary>
    internal static string? Sign(
        TokenIssuer issuer, PeerMessage message, string? key, ReadOnlyMemory<byte> body,
        out Fault? fault)
    {
        var call = new OutgoingCall
        {
            Issuer = message.From,
            Audience = Clusters.Of(message.Link),
            Verb = message.Verb,
            Target = message.Link,
            Key = key,
            Body = body,
            Txn = message.Txn?.Id,
            Scopes = [.. message.Permits, Wish(message)],
        };
        if (message.Handover is not { } before) return issuer.Nest(message.Caller, call, out fault);
        var handed = call with
        {
            Issuer = before.By,
            Audience = message.From,
            Scopes = before.Claims,
        };
        return issuer.Nest(message.Caller, [handed, call], out fault);
    }

    private static Scope Wish(PeerMessage message) => new(
        message.Link.WithoutHost(),
        message.Verb switch
        {
            Verb.Get => Scope.Read,
            Verb.Put or Verb.Delete => Scope.Write,
            Verb.Post => Scope.Execute,
        });
}
