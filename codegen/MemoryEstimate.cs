using TinyChain.Ir.Ops;
using TinyChain.Ir.Planning;

namespace TinyChain.Codegen;

/// <summary>
/// About the bytes that an op keeps, for the bounds on caches. What the numbers rest on is in
/// docs/decisions/0014.
/// </summary>
public static class MemoryEstimate
{
    /// <summary>A definition: its weight counts JSON, an object graph takes more.</summary>
    public static long Of(OpDef op) => 512 + (op.Weight * 6);

    internal static long Of(OpPlan plan) =>
        512 + (plan.Steps.Length * 120L) + (plan.Registers.Length * 56L)
        + plan.Functions.Sum(Of);

    /// <summary>A DynamicMethod: itself, and machine code for each step.</summary>
    internal static long OfCode(OpPlan plan) =>
        4_096 + (plan.Steps.Length * 100L) + plan.Functions.Sum(OfCode);
}
