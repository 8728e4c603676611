using TinyChain.Ir.Values;

namespace TinyChain.Ir.Types;

/// <summary>
/// Equality and order of numbers of any two classes by their exact values, rounding neither side
/// (spec/language.md 6.7 with N1): 9007199254740993 is not 9007199254740992.0, and 0.1 as a
/// float/32 is not 0.1 as a float/64. A bool is 0 or 1.
/// </summary>
public static class NumberOrder
{
    /// <summary>
    /// Below, at or above zero as the left number is less, equal or greater; null where there is no
    /// order: with a complex number or NaN.
    /// </summary>
    public static int? Compare(State left, State right)
    {
        if (IsComplex(left) || IsComplex(right)) return null;
        return CompareReal(left, right);
    }

    /// <summary>Whether two numbers have the same value. NaN equals nothing.</summary>
    public static bool AreEqual(State left, State right)
    {
        if (!IsComplex(left) && !IsComplex(right)) return CompareReal(left, right) == 0;
        return NumberConversion.Parts(left).Im == NumberConversion.Parts(right).Im
            && CompareReal(RealPart(left), RealPart(right)) == 0;
    }

    private static State RealPart(State number) =>
        IsComplex(number) ? State.Of(NumberConversion.Real(number)) : number;

    private static bool IsComplex(State number) =>
        NumberConversion.LeafOf(number).Kind == NumberKind.Complex;

    private static int? CompareReal(State left, State right)
    {
        var (isLeftWhole, isRightWhole) =
            (NumberConversion.IsWhole(left), NumberConversion.IsWhole(right));
        if (isLeftWhole && isRightWhole)
            return NumberConversion.Whole(left).CompareTo(NumberConversion.Whole(right));
        if (isLeftWhole)
            return CompareMixed(NumberConversion.Whole(left), NumberConversion.Real(right));
        if (isRightWhole)
            return -CompareMixed(NumberConversion.Whole(right), NumberConversion.Real(left));
        return CompareFloats(NumberConversion.Real(left), NumberConversion.Real(right));
    }

    private static int? CompareFloats(double left, double right) =>
        double.IsNaN(left) || double.IsNaN(right) ? null : left.CompareTo(right);

    private static int? CompareMixed(Int128 whole, double real)
    {
        if (double.IsNaN(real)) return null;

        // Beyond every 64-bit integer, where an Int128 would still hold the float's floor.
        if (Math.Abs(real) > 1e20) return real > 0 ? -1 : 1;
        var floor = Math.Floor(real);
        var order = whole.CompareTo((Int128)floor);
        return order != 0 ? order : real > floor ? -1 : 0;
    }
}
