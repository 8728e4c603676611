using TinyChain.Ir.Values;

namespace TinyChain.Ir.Types;

/// <summary>
/// The class that two numbers are brought to before arithmetic: spec/language.md 6.4 with N4, which
/// takes the smallest signed class that holds both where a uint meets an int.
/// </summary>
public static class Promotion
{
    /// <summary>The common class of two leaf classes.</summary>
    public static NumberClass Of(NumberClass left, NumberClass right)
    {
        if (left.Kind > right.Kind) (left, right) = (right, left);
        return (left.Kind, right.Kind) switch
        {
            (NumberKind.Bool, _) => right,
            (NumberKind.UInt, NumberKind.UInt) => Wider(left, right),
            (NumberKind.Int, NumberKind.Int) => Wider(left, right),
            (NumberKind.Float, NumberKind.Float) => Wider(left, right),
            (NumberKind.Complex, NumberKind.Complex) => Wider(left, right),
            (NumberKind.UInt, NumberKind.Int) => Wider(Signed(left), right),
            (_, NumberKind.Float) => Wider(IsWide(left) ? NumberClass.F64 : NumberClass.F32, right),
            (_, NumberKind.Complex) =>
                Wider(IsWide(left) ? NumberClass.C64 : NumberClass.C32, right),
            _ => throw new InvalidOperationException("kinds are ordered"),
        };
    }

    /// <summary>
    /// The smallest int that holds every value of a uint; u64 has none, so i64, checked.
    /// </summary>
    public static NumberClass Signed(NumberClass unsigned) => unsigned.Bits switch
    {
        8 => NumberClass.I16,
        16 => NumberClass.I32,
        _ => NumberClass.I64,
    };

    private static NumberClass Wider(NumberClass a, NumberClass b) => a.Bits >= b.Bits ? a : b;

    private static bool IsWide(NumberClass c) => c.Bits == 64;
}
