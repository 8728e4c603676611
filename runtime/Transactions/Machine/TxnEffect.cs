using TinyChain.Ir.Values;

namespace TinyChain.Runtime.Transactions.Machine;

/// <summary>
/// What a runner has to do for a transaction. A list of them is done in its order.
/// </summary>
public abstract record TxnEffect
{
    private TxnEffect()
    {
    }

    /// <summary>
    /// Makes the vote, or the decision, durable together with what was written; then
    /// <see cref="TxnEvent.Persisted"/>.
    /// </summary>
    public sealed record Persist(TxnState State) : TxnEffect;

    /// <summary>Sends a participant the request to vote; its answer is an Acked.</summary>
    public sealed record SendPrepare(Link Cluster) : TxnEffect;

    /// <summary>
    /// Sends a participant the decision, again and again where that is a commit, until an Acked.
    /// </summary>
    public sealed record SendDecision(Link Cluster, bool IsCommit) : TxnEffect;

    /// <summary>Answers the owner's request to vote.</summary>
    public sealed record Vote(bool IsYes) : TxnEffect;

    /// <summary>Makes what was written visible, or drops it, and ends all claims.</summary>
    public sealed record Release(bool IsCommitted) : TxnEffect;

    /// <summary>Answers the client.</summary>
    public sealed record Reply(OutcomeKind Outcome) : TxnEffect;
}
