namespace TinyChain.Runtime.Transactions.Machine;

/// <summary>Where a transaction stands at one cluster.</summary>
public enum TxnState
{
    /// <summary>Requests run in it. Nothing is promised.</summary>
    Open,

    /// <summary>The owner was asked to commit, and waits for votes or for the disk.</summary>
    Preparing,

    /// <summary>A participant has voted yes: only its owner's word ends it, or an operator's.
    /// </summary>
    InDoubt,

    Committed,

    RolledBack,
}
