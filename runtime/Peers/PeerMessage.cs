using System.Collections.Immutable;
using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Auth;

namespace TinyChain.Runtime.Peers;

/// <summary>
/// A request to another host: a verb on an absolute link, with the key of a GET, PUT or DELETE and
/// the body of a PUT or POST. `From` is the cluster of this host that sends it, an absolute link.
/// </summary>
public sealed record PeerMessage(Verb Verb, Link Link, Link From)
{
    public State Key { get; init; } = State.None;

    public State Body { get; init; } = State.None;

    /// <summary>
    /// How long an answer is waited for. It travels along, as a duration: clocks differ.
    /// </summary>
    public required TimeSpan Time { get; init; }

    /// <summary>The transaction that it is part of; null for a question about one.</summary>
    public PeerTxn? Txn { get; init; }

    /// <summary>On whose behalf: the sender puts its layer on their chain of tokens.</summary>
    public Caller Caller { get; init; } = Caller.Anonymous;

    /// <summary>What the sender's own layer of the token permits, besides this message.</summary>
    public ImmutableArray<Scope> Permits { get; init; } = [];

    /// <summary>The layer below that one; null where the sender needs nobody's word.</summary>
    public PeerHandover? Handover { get; init; }
}
