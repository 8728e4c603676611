namespace TinyChain.Runtime.Transactions.Locks;

/// <summary>
/// The answer to a claim, and where it is not granted the transaction that is in the way, as far
/// as it is still known by name.
/// </summary>
public readonly record struct LockAnswer(LockVerdict Verdict, TxnId Blocker)
{
    public static LockAnswer Granted => default;

    public static LockAnswer Wait(TxnId blocker) => new(LockVerdict.Wait, blocker);

    public static LockAnswer Conflict(TxnId blocker) => new(LockVerdict.Conflict, blocker);
}
