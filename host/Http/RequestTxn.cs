using TinyChain.Ir.Values;
using TinyChain.Runtime.Transactions;

namespace TinyChain.Host.Http;

/// <summary>
/// A request's hold on its transaction: from station 3 until its answer has been sent, since the
/// answer's rows are read as the transaction saw them.
/// </summary>
internal sealed class RequestTxn(TxnRunner txns) : IDisposable
{
    private Txn? _txn;

    internal Txn? Begin(RawRequest raw, bool isHypothetical, out Fault? fault) =>
        _txn = txns.Begin(raw.Target.TxnId, raw.Verb, isHypothetical, out fault);

    /// <summary>
    /// Station 8. A hypothetical transaction only ends with the hold on it: what it wrote is still
    /// to be printed.
    /// </summary>
    internal ValueTask<Outcome> End(State answer) =>
        _txn!.IsHypothetical
            ? new(new Outcome(OutcomeKind.RolledBack, answer)) : txns.End(_txn, answer);

    /// <summary>Lets go of it, once; nothing reads in it any more.</summary>
    public void Dispose()
    {
        if (_txn is not { } txn) return;
        _txn = null;
        txns.Release(txn);
    }
}
