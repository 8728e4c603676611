using TinyChain.Host.Network;
using TinyChain.Ir.Refs;
using TinyChain.Runtime.Auth;

namespace TinyChain.Host.Http;

/// <summary>What station 1 found on the wire, not yet judged. Owns the body's bytes.</summary>
internal sealed record RawRequest(
    Verb Verb, RequestTarget Target, string? Authorization, PooledBuffer Body) : IDisposable
{
    /// <summary>What another host says of the transaction that the request is part of.</summary>
    internal required PeerHeaders Peer { get; init; }

    /// <summary>By which a client may send a write again, where it has one.</summary>
    internal string? IdempotencyKey { get; init; }

    /// <summary>As a token is judged by it.</summary>
    internal IncomingCall AsCall() =>
        new(Verb, Target.Link, Target.Key, Target.TxnId, Body.Written);

    internal bool HasBody => Verb is Verb.Put or Verb.Post;

    public void Dispose() => Body.Dispose();
}
