using System.Runtime.CompilerServices;
using TinyChain.Ir;
using TinyChain.Ir.Values;

namespace TinyChain.Runtime.Execution;

/// <summary>
/// Asked before whatever may nest as deep as an input says: is there fuel, and is there stack? A
/// call may have come in on a thread that was deep already.
/// </summary>
internal static class CallGuard
{
    /// <summary>Why the request may not go on, or null; takes fuel.</summary>
    internal static Fault? Refuse(CallContext context, long fuel = 1)
    {
        if (!context.Budget.Charge(fuel)) return context.Budget.Spent;
        return RuntimeHelpers.TryEnsureSufficientExecutionStack()
            ? null : Fault.Limit("depth of calls", Limits.CallDepth);
    }
}
