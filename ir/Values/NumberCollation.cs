namespace TinyChain.Ir.Values;

/// <summary>
/// The total order of numbers as keys, without rounding either side: 2^53 + 1 as an int comes after
/// 2^53 as a float.
/// </summary>
public static class NumberCollation
{
    /// <summary>
    /// The order of collation (7.4): by numeric value, a complex number by its magnitude. Among
    /// floats -0.0 comes before 0.0, and a NaN after (a negative one before) all else. An order
    /// that is total; for `lt` and `gt`, where NaN has none, see the bodies of numbers.
    /// </summary>
    public static int Compare(State left, State right)
    {
        var (a, b) = (Magnitude(left), Magnitude(right));
        var (floatA, floatB) = (IsFloat(a), IsFloat(b));
        if (floatA && floatB) return CompareFloats(Float(a), Float(b));
        if (floatA) return -CompareMixed(Integer(b), Float(a));
        return floatB ? CompareMixed(Integer(a), Float(b)) : Integer(a).CompareTo(Integer(b));
    }

    /// <summary>Above every integer that a number can be; such doubles have no fraction.</summary>
    private const double MaxInteger = 18446744073709551616.0;

    private static int CompareMixed(Int128 integer, double real)
    {
        if (double.IsNaN(real)) return double.IsNegative(real) ? 1 : -1;
        if (real >= MaxInteger) return -1;
        if (real <= -MaxInteger) return 1;
        var whole = Math.Truncate(real);
        var order = integer.CompareTo((Int128)whole);
        if (order != 0) return order;
        // An integer's zero counts as 0.0, so that the order stays transitive around -0.0.
        return real == 0 ? CompareFloats(0, real) : (real - whole) switch
        {
            > 0 => -1,
            < 0 => 1,
            _ => 0,
        };
    }

    /// <summary>
    /// IEEE 754's totalOrder: the order of the bits, those of negatives turned over.
    /// </summary>
    private static int CompareFloats(double a, double b) => Rank(a).CompareTo(Rank(b));

    private static long Rank(double value)
    {
        var bits = BitConverter.DoubleToInt64Bits(value);
        return bits < 0 ? bits ^ long.MaxValue : bits;
    }

    private static State Magnitude(State number)
    {
        if (!IsComplex(number)) return number;
        var (re, im) = number.AsComplex;
        return State.Of(double.Hypot(re, im));
    }

    private static double Float(State number) =>
        number.Is(NumberClass.F32) ? number.AsF32 : number.AsF64;

    private static Int128 Integer(State number) =>
        number.Is(NumberClass.U64) ? (ulong)number.Bits : number.Bits;

    private static bool IsFloat(State number) =>
        number.Is(NumberClass.F32) || number.Is(NumberClass.F64);

    private static bool IsComplex(State number) =>
        number.Is(NumberClass.C32) || number.As<Complex64>() is not null;
}
