using TinyChain.Runtime.Auth;
using TinyChain.Runtime.Transactions;

namespace TinyChain.Runtime.Execution;

/// <summary>What every call within one request shares, and how deep this call is.</summary>
public sealed record CallContext(Caller Caller, Txn Txn, Budget Budget, Machinery Machinery)
{
    /// <summary>How many ops are waiting for this one.</summary>
    public int Depth { get; init; }
}
