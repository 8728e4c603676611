using TinyChain.Ir.Values;

namespace TinyChain.Runtime.Execution;

/// <summary>What arithmetic on unboxed numbers refuses, the same in every tier.</summary>
public static class ArithmeticFaults
{
    public static readonly Fault Overflow =
        Fault.BadRequest("integer overflow: the result doesn't fit int/64");

    public static readonly Fault ZeroDivisor = Fault.BadRequest("division by zero");
}
