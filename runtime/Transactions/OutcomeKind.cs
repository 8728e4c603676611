namespace TinyChain.Runtime.Transactions;

/// <summary>How a transaction ended, as far as this host knows.</summary>
public enum OutcomeKind
{
    Committed,
    RolledBack,

    /// <summary>It may have committed elsewhere. Never shown as rolled back.</summary>
    InDoubt,
}
