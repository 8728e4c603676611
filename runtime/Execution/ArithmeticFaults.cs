using TinyChain.Ir.Values;
using TinyChain.Runtime.Intrinsics;

namespace TinyChain.Runtime.Execution;

/// <summary>What arithmetic on unboxed numbers refuses, the same in every tier.</summary>
public static class ArithmeticFaults
{
    public static readonly Fault Overflow =
        NumberFaults.I64Overflow();

    public static readonly Fault ZeroDivisor = NumberFaults.ZeroDivisor();
}
