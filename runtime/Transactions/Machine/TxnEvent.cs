using System.Collections.Immutable;
using TinyChain.Ir.Values;

namespace TinyChain.Runtime.Transactions.Machine;

/// <summary>
/// Something that happened to a transaction, as <see cref="TxnMachine"/> hears of it.
/// </summary>
public abstract record TxnEvent
{
    private TxnEvent()
    {
    }

    /// <summary>
    /// A cluster takes part: it is about to write. Sent by its leader to the owner.
    /// </summary>
    public sealed record Joined(Link Cluster) : TxnEvent;

    /// <summary>The owner's request ended well, with writes of its own or without.</summary>
    public sealed record CommitAsked(bool HasWrites) : TxnEvent;

    /// <summary>The request failed, a claim conflicted, or the client wants it undone.</summary>
    public sealed record RollbackAsked : TxnEvent;

    /// <summary>The owner asks a participant to vote.</summary>
    public sealed record PrepareAsked(bool HasWrites) : TxnEvent;

    /// <summary>What was last asked to be made durable is durable.</summary>
    public sealed record Persisted : TxnEvent;

    /// <summary>It could not be made durable, or nobody knows.</summary>
    public sealed record PersistFailed : TxnEvent;

    /// <summary>A participant has voted, or answered that it has applied the decision.</summary>
    public sealed record Acked(Link Cluster, bool IsYes) : TxnEvent;

    /// <summary>A participant can't be reached.</summary>
    public sealed record PeerLost(Link Cluster) : TxnEvent;

    /// <summary>The owner's decision has reached a participant.</summary>
    public sealed record Decided(bool IsCommit) : TxnEvent;

    /// <summary>An operator decides in the owner's place.</summary>
    public sealed record Resolved(bool IsCommit) : TxnEvent;

    /// <summary>Its time is over, by this host's own clock.</summary>
    public sealed record Expired : TxnEvent;

    /// <summary>
    /// The host has started again, and found the vote, or the decision and those who may not have
    /// heard of it, on its disk.
    /// </summary>
    public sealed record Recovered(TxnState State, ImmutableArray<Link> Participants) : TxnEvent;
}
