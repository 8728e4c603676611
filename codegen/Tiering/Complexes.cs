using System.Numerics;
using System.Runtime.CompilerServices;
using TinyChain.Runtime.Intrinsics;

namespace TinyChain.Codegen.Tiering;

/// <summary>
/// Complex numbers of tier 0: two places of the bank of numbers, the real part's first.
/// </summary>
internal static class Complexes
{
    /// <summary>How many places one takes.</summary>
    internal const int Places = 2;

    /// <summary>Runs an instruction for them; false where a divisor is zero.</summary>
    internal static bool TryRun(ref long numbers, in Instruction at)
    {
        ref var to = ref Unsafe.Add(ref numbers, at.To);
        ref var left = ref At(ref numbers, at.Left);
        ref var right = ref At(ref numbers, at.Right);
        switch ((ComplexCode)at.Extra)
        {
            case ComplexCode.Copy:
                At(ref to) = left;
                break;
            case ComplexCode.OfInteger:
                At(ref to) = Unsafe.Add(ref numbers, at.Left);
                break;
            case ComplexCode.OfFloat:
                At(ref to) = left.Real;
                break;
            case ComplexCode.Add:
                At(ref to) = left + right;
                break;
            case ComplexCode.Sub:
                At(ref to) = left - right;
                break;
            case ComplexCode.Mul:
                At(ref to) = left * right;
                break;
            case ComplexCode.Div:
                if (ComplexNumbers.IsZero(right)) return false;
                At(ref to) = left / right;
                break;
            case ComplexCode.Eq:
                to = left == right ? 1 : 0;
                break;
            case ComplexCode.Ne:
                to = left != right ? 1 : 0;
                break;
            case ComplexCode.ToBool:
                to = ComplexNumbers.IsZero(left) ? 0 : 1;
                break;
            case ComplexCode.Real:
                to = BitConverter.DoubleToInt64Bits(left.Real);
                break;
            case ComplexCode.Imag:
                to = BitConverter.DoubleToInt64Bits(left.Imaginary);
                break;
            case ComplexCode.Abs:
                to = BitConverter.DoubleToInt64Bits(Complex.Abs(left));
                break;
        }

        return true;
    }

    /// <summary>The number whose parts begin at a place.</summary>
    internal static ref Complex At(ref long numbers, int place = 0) =>
        ref Unsafe.As<long, Complex>(ref Unsafe.Add(ref numbers, place));
}
