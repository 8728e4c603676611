using System.Collections.Frozen;
using System.Runtime.CompilerServices;

namespace TinyChain.Codegen.Tiering;

/// <summary>
/// Comparisons in the instructions that branch on them: a set of orders that two numbers may be in,
/// each a bit.
/// </summary>
internal static class Relations
{
    private const int Unordered = 1 << 0;
    private const int Less = 1 << 1;
    private const int Equal = 1 << 2;
    private const int Greater = 1 << 4;

    private static readonly FrozenDictionary<Opcode, (Opcode Branch, int Orders)> s_orders =
        new Dictionary<Opcode, (Opcode, int)>
        {
            [Opcode.LtI64] = (Opcode.BranchI64, Less),
            [Opcode.LeI64] = (Opcode.BranchI64, Less | Equal),
            [Opcode.GtI64] = (Opcode.BranchI64, Greater),
            [Opcode.GeI64] = (Opcode.BranchI64, Greater | Equal),
            [Opcode.EqI64] = (Opcode.BranchI64, Equal),
            [Opcode.NeI64] = (Opcode.BranchI64, Less | Greater),
            [Opcode.LtF64] = (Opcode.BranchF64, Less),
            [Opcode.LeF64] = (Opcode.BranchF64, Less | Equal),
            [Opcode.GtF64] = (Opcode.BranchF64, Greater),
            [Opcode.GeF64] = (Opcode.BranchF64, Greater | Equal),
            [Opcode.EqF64] = (Opcode.BranchF64, Equal),
            [Opcode.NeF64] = (Opcode.BranchF64, Less | Greater | Unordered),
        }.ToFrozenDictionary();

    /// <summary>
    /// The instruction that branches, and the orders in which the comparison holds; null where the
    /// instruction is none.
    /// </summary>
    internal static (Opcode Branch, int Orders)? Of(Opcode comparison) =>
        s_orders.TryGetValue(comparison, out var orders) ? orders : null;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static bool Holds(int orders, long left, long right) => Has(
        orders, (left < right ? 1 : 0) | (left == right ? 2 : 0) | (left > right ? 4 : 0));

    /// <summary>With what is no number nothing has an order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static bool Holds(int orders, double left, double right) => Has(
        orders, (left < right ? 1 : 0) | (left == right ? 2 : 0) | (left > right ? 4 : 0));

    private static bool Has(int orders, int order) => ((orders >> order) & 1) != 0;
}
