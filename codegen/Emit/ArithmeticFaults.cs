using TinyChain.Ir.Values;

namespace TinyChain.Codegen.Emit;

/// <summary>What arithmetic on unboxed numbers refuses, the same in every tier.</summary>
internal static class ArithmeticFaults
{
    internal static readonly Fault Overflow =
        Fault.BadRequest("integer overflow: the result doesn't fit int/64");

    internal static readonly Fault ZeroDivisor = Fault.BadRequest("division by zero");
}
