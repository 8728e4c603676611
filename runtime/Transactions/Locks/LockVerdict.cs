namespace TinyChain.Runtime.Transactions.Locks;

/// <summary>What a transaction that asks for a claim is told (spec/host.md 3.7).</summary>
public enum LockVerdict
{
    Granted,

    /// <summary>An older transaction has to end first; then ask again.</summary>
    Wait,

    /// <summary>A younger one was here before: this one comes too late.</summary>
    Conflict,
}
