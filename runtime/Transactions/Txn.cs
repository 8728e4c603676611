namespace TinyChain.Runtime.Transactions;

/// <summary>One request's transaction.</summary>
public sealed record Txn(TxnId Id)
{
    /// <summary>Its effects are always rolled back (spec/host.md 2.8).</summary>
    public bool IsHypothetical { get; init; }
}
