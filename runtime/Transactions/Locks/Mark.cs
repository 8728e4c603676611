namespace TinyChain.Runtime.Transactions.Locks;

/// <summary>
/// The youngest transactions that have read something and that have written it. Nobody older may
/// write there any more. They outlive the transactions: that is what closes the original's lost
/// update (spec/host.md 3.7, KX1).
/// </summary>
internal readonly record struct Mark(TxnId Read, TxnId Written)
{
    internal TxnId Youngest => Read.CompareTo(Written) > 0 ? Read : Written;

    internal Mark AfterRead(TxnId by) => by.CompareTo(Read) > 0 ? this with { Read = by } : this;

    internal Mark AfterWrite(TxnId by) =>
        by.CompareTo(Written) > 0 ? this with { Written = by } : this;
}
