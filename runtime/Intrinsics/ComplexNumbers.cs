using System.Numerics;
using System.Runtime.CompilerServices;

namespace TinyChain.Runtime.Intrinsics;

/// <summary>What code on unboxed complex numbers calls besides the library's own.</summary>
public static class ComplexNumbers
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Complex Of(double re, double im) => new(re, im);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsZero(Complex number) => number.Real == 0 && number.Imaginary == 0;
}
