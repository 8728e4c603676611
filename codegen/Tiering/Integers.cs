using System.Runtime.CompilerServices;

namespace TinyChain.Codegen.Tiering;

/// <summary>
/// Checked arithmetic of tier 0 on a bank of numbers: false where the result doesn't fit (N2).
/// </summary>
internal static class Integers
{
    internal static bool TryAdd(ref long numbers, in Instruction at)
    {
        var (left, right) = Operands(ref numbers, at);
        var sum = left + right;
        Unsafe.Add(ref numbers, at.To) = sum;
        return ((left ^ sum) & (right ^ sum)) >= 0;
    }

    internal static bool TrySubtract(ref long numbers, in Instruction at)
    {
        var (left, right) = Operands(ref numbers, at);
        var difference = left - right;
        Unsafe.Add(ref numbers, at.To) = difference;
        return ((left ^ right) & (left ^ difference)) >= 0;
    }

    internal static bool TryMultiply(ref long numbers, in Instruction at)
    {
        var (left, right) = Operands(ref numbers, at);
        var high = Math.BigMul(left, right, out var low);
        Unsafe.Add(ref numbers, at.To) = low;
        return high == low >> 63;
    }

    internal static bool TryDivide(ref long numbers, in Instruction at)
    {
        var (left, right) = Operands(ref numbers, at);
        if (right == -1 && left == long.MinValue) return false;
        Unsafe.Add(ref numbers, at.To) = left / right;
        return true;
    }

    /// <summary>The machine traps on min % -1, whose remainder is 0 like all by -1.</summary>
    internal static void Remainder(ref long numbers, in Instruction at)
    {
        var (left, right) = Operands(ref numbers, at);
        Unsafe.Add(ref numbers, at.To) = right == -1 ? 0 : left % right;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (long Left, long Right) Operands(ref long numbers, in Instruction at) =>
        (Unsafe.Add(ref numbers, at.Left), Unsafe.Add(ref numbers, at.Right));
}
