using TinyChain.Ir.Values;

namespace TinyChain.Runtime.Auth;

/// <summary>
/// Rule A13: what a chain says about transactions makes sense. All of it is about the request's;
/// one layer at most owns it, one at most locks it, and that is the owner's.
/// </summary>
internal static class TxnScopes
{
    internal static Fault? Check(VerifiedChain chain, string? txn)
    {
        TxnOwner? owner = null, locks = null;
        foreach (var layer in chain.Layers)
        {
            foreach (var scope in layer.Scopes)
            {
                if (!scope.IsOfTxn) continue;
                if (scope.TxnId is not { } id) return AuthFaults.NoTxnInScope(scope);
                if (id != txn) return AuthFaults.ScopeOfOtherTxn(scope, txn);
                var signer = new TxnOwner(layer.Issuer, layer.Kid) { Trust = chain.Trust };
                if (scope.Owns && owner is not null) return AuthFaults.TwoOwners(id);
                if (scope.Locks && locks is not null) return AuthFaults.TwoLocks(id);
                if (scope.Owns) owner = signer;
                if (scope.Locks) locks = signer;
            }
        }

        return locks is null || (owner is not null && locks.IsSame(owner))
            ? null : AuthFaults.LockOfAnother(txn!);
    }
}
