using TinyChain.Ir;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Auth;
using TinyChain.Runtime.Peers;

namespace TinyChain.Runtime.Transactions;

/// <summary>
/// What the calls of a transaction to other hosts carry. Called by the kernel where a running op's
/// call leaves the host.
/// </summary>
public sealed class TxnCalls
{
    private readonly ActiveTxns _active;

    internal TxnCalls(ActiveTxns active) => _active = active;

    /// <summary>
    /// Counts a call, and lets the peers that it reaches call back in the transaction. What the
    /// call carries; or null, and why it may not be made.
    /// </summary>
    public TxnCall? Begin(Txn txn, out Fault? fault)
    {
        var self = txn.Participation!;
        fault = self.CountCall() > Limits.CallsToHosts
            ? Fault.Limit("calls to other hosts in a transaction", Limits.CallsToHosts)
            : self.Hops >= Limits.Hops ? Fault.Limit("hosts that a call comes by", Limits.Hops)
            : self.Refusal ?? (self.IsOwner ? _active.Share(self) : null);
        return fault is not null ? null : new TxnCall(
            self.Cluster, new PeerTxn(self.Id.ToString(), self.Owner.Cluster, self.Hops + 1)
            {
                Before = self.Before?.ToString(),
            })
        {
            Time = self.Remaining,
            Permits = self.IsOwner ? [Scope.OwnerOf(self.Id.ToString())] : [],
        };
    }
}
