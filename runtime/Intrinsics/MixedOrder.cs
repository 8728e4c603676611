namespace TinyChain.Runtime.Intrinsics;

/// <summary>
/// The order of an integer and a float by their exact values (N1), for unboxed code; what
/// <see cref="Ir.Types.NumberOrder"/> is for all classes.
/// </summary>
public static class MixedOrder
{
    /// <summary>What <see cref="Compare"/> gives where there is no order: with NaN.</summary>
    public const int None = 2;

    private const double Beyond = 9223372036854775808;

    /// <summary>-1, 0 or 1 as the integer is less, equal or greater.</summary>
    public static int Compare(long whole, double real)
    {
        if (real >= Beyond) return -1;
        if (real < -Beyond) return 1;
        if (double.IsNaN(real)) return None;
        var cut = (long)real;
        return whole != cut ? whole.CompareTo(cut) : -(real - cut).CompareTo(0.0);
    }
}
