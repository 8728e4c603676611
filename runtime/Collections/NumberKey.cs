using System.Numerics;
using TinyChain.Ir.Types;
using TinyChain.Ir.Values;

namespace TinyChain.Runtime.Collections;

/// <summary>
/// Numbers as bytes that sort as <see cref="NumberCollation"/> does, whatever their classes: a
/// kind, then for a finite number other than zero its binary exponent and 64 bits from its highest
/// on, both turned over where it is negative. No encoding is the beginning of another.
/// </summary>
internal static class NumberKey
{
    // Kinds, in order. NaNs carry their bits; zeros and infinities need none.
    private const byte NegativeNan = 0x10;
    private const byte NegativeInfinity = 0x20;
    private const byte Negative = 0x30;
    private const byte NegativeZero = 0x40;
    private const byte Zero = 0x50;
    private const byte Positive = 0x60;
    private const byte Infinity = 0x70;
    private const byte Nan = 0x80;

    /// <summary>Makes the exponents of all doubles positive: the least is -1074.</summary>
    private const int Bias = 2048;

    /// <summary>A real number, or the magnitude of a complex one.</summary>
    internal static void Write(KeyWriter into, State number)
    {
        if (NumberConversion.IsWhole(number)) WriteWhole(into, NumberConversion.Whole(number));
        else if (IsComplex(number)) WriteReal(into, Magnitude(number));
        else WriteReal(into, NumberConversion.Real(number));
    }

    /// <summary>
    /// What a column that holds complex numbers adds, so that those of one magnitude differ: the
    /// imaginary part, then the real one (spec/collections.md 2.2).
    /// </summary>
    internal static void WriteParts(KeyWriter into, State number)
    {
        var (re, im) = NumberConversion.Parts(number);
        WriteReal(into, im);
        WriteReal(into, re);
    }

    private static bool IsComplex(State number) =>
        NumberConversion.LeafOf(number).Kind == NumberKind.Complex;

    private static double Magnitude(State number)
    {
        var (re, im) = number.AsComplex;
        return double.Hypot(re, im);
    }

    private static void WriteWhole(KeyWriter into, Int128 value)
    {
        if (value == 0)
        {
            into.Byte(Zero);
            return;
        }

        var bits = (ulong)Int128.Abs(value);
        WriteFinite(into, value < 0, 0, bits);
    }

    private static void WriteReal(KeyWriter into, double value)
    {
        var bits = BitConverter.DoubleToUInt64Bits(value);
        var isNegative = double.IsNegative(value);
        if (double.IsNaN(value))
        {
            into.Byte(isNegative ? NegativeNan : Nan);
            into.Big(isNegative ? ~bits : bits, 8);
        }
        else if (double.IsInfinity(value)) into.Byte(isNegative ? NegativeInfinity : Infinity);
        else if (value == 0) into.Byte(isNegative ? NegativeZero : Zero);
        else WriteDouble(into, isNegative, bits);
    }

    private static void WriteDouble(KeyWriter into, bool isNegative, ulong bits)
    {
        var exponent = (int)(bits >> 52) & 0x7ff;
        var mantissa = bits & ((1UL << 52) - 1);
        // A subnormal number has the exponent of the least normal one, and no hidden bit.
        if (exponent == 0) exponent = 1;
        else mantissa |= 1UL << 52;
        WriteFinite(into, isNegative, exponent - 1075, mantissa);
    }

    /// <summary>± bits · 2^exponent; bits is not zero.</summary>
    private static void WriteFinite(KeyWriter into, bool isNegative, int exponent, ulong bits)
    {
        var shift = BitOperations.LeadingZeroCount(bits);
        var highest = (ulong)(exponent + 63 - shift + Bias);
        var mantissa = bits << shift;
        into.Byte(isNegative ? Negative : Positive);
        into.Big(isNegative ? ~highest : highest, 2);
        into.Big(isNegative ? ~mantissa : mantissa, 8);
    }
}
