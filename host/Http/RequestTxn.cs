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
    /// Station 8: commits, or rolls back where there is a fault. A hypothetical transaction only
    /// ends with the hold on it: what it wrote is still to be printed. Null, or the fault of an
    /// outcome that nobody knows.
    /// </summary>
    internal async ValueTask<Fault?> End(Fault? fault)
    {
        if (_txn is null || _txn.IsHypothetical) return null;
        return await txns.End(_txn, fault) switch
        {
            OutcomeKind.InDoubt => Fault.Unavailable("the transaction's outcome is not known yet: "
                + "it may have committed; read before you repeat it"),
            OutcomeKind.RolledBack => fault is not null ? null
                : Fault.Conflict("the transaction was rolled back; send the request again"),
            OutcomeKind.Committed => null,
        };
    }

    /// <summary>
    /// A hypothetical that wrote: others wait for it as long as it is held, as nothing commits it.
    /// </summary>
    internal bool IsInTheWay =>
        _txn is { IsHypothetical: true } hypothetical && txns.HoldsWrites(hypothetical);

    /// <summary>Lets go of it, once; nothing reads in it any more.</summary>
    public void Dispose()
    {
        if (_txn is not { } txn) return;
        _txn = null;
        txns.Release(txn);
    }
}
