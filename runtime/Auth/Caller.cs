namespace TinyChain.Runtime.Auth;

/// <summary>Who a request comes from: a value made once, at the door (station 2).</summary>
public sealed class Caller
{
    /// <summary>A caller without a token.</summary>
    public static readonly Caller Anonymous = new();

    private readonly TxnOwner? _owner;

    private Caller()
    {
        _owner = null;
    }

    /// <summary>On whose behalf all of this happens; null for anonymous callers.</summary>
    public Ir.Values.Link? Actor => _owner?.Cluster;

    /// <summary>Who owns a transaction, by the caller's chain of tokens; null for nobody.</summary>
    public TxnOwner? OwnerOf(string txnId) => _owner;

    /// <summary>Who may end a transaction, by the caller's chain of tokens.</summary>
    public TxnOwner? LockOf(string txnId) => _owner;
}
