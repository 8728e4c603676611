using TinyChain.Ir.Values;

namespace TinyChain.Ir.Types;

/// <summary>
/// One number brought to another class (spec/language.md 6.3, with N2, N4 and N5). A conversion may
/// round, or drop a fraction or an imaginary part; one whose result the class can't hold faults.
/// </summary>
public static class NumberConversion
{
    /// <summary>
    /// The number as one of a leaf class. A float becomes an integer by dropping its fraction; an
    /// integer outside the class, and a finite float/64 beyond float/32, are bad-request faults.
    /// </summary>
    public static State Convert(State number, NumberClass leaf)
    {
        if (number.Is(leaf)) return number;
        return leaf.Kind switch
        {
            NumberKind.Bool => State.Of(IsTrue(number)),
            NumberKind.UInt or NumberKind.Int => ToInteger(number, leaf),
            NumberKind.Float => ToFloat(number, leaf),
            NumberKind.Complex => ToComplex(number, leaf),
        };
    }

    /// <summary>The leaf of a kind that a leaf class comes to when no width is asked for.</summary>
    public static NumberClass Natural(NumberKind kind, NumberClass from)
    {
        if (from.Kind == kind) return from;
        var isWide = from.Bits == 64;
        return kind switch
        {
            NumberKind.Bool => NumberClass.Bool,
            NumberKind.UInt => NaturalUInt(from.Bits),
            NumberKind.Int => NaturalInt(from),
            NumberKind.Float => isWide ? NumberClass.F64 : NumberClass.F32,
            NumberKind.Complex => isWide ? NumberClass.C64 : NumberClass.C32,
        };
    }

    /// <summary>
    /// The leaf that a cast to a class picks: the 32-bit one where it is abstract.
    /// </summary>
    public static NumberClass Narrow(NumberKind kind) => kind switch
    {
        NumberKind.Bool => NumberClass.Bool,
        NumberKind.UInt => NumberClass.U32,
        NumberKind.Int => NumberClass.I32,
        NumberKind.Float => NumberClass.F32,
        NumberKind.Complex => NumberClass.C32,
    };

    /// <summary>A number's truth value: whether it is not zero, so NaN is true.</summary>
    public static bool IsTrue(State number)
    {
        if (IsWhole(number)) return number.Bits != 0;
        var (re, im) = Parts(number);
        return re != 0 || im != 0;
    }

    /// <summary>True for a bool or an integer.</summary>
    public static bool IsWhole(State number) => LeafOf(number).Kind <= NumberKind.Int;

    /// <summary>The exact value of a bool or an integer.</summary>
    public static Int128 Whole(State number) =>
        number.Is(NumberClass.U64) ? (ulong)number.Bits : number.Bits;

    /// <summary>
    /// The number as a float/64, rounded where it is a wide integer; its real part.
    /// </summary>
    public static double Real(State number) => Parts(number).Re;

    /// <summary>The number as a complex/64; exact but for wide integers.</summary>
    public static (double Re, double Im) Parts(State number)
    {
        if (number.Is(NumberClass.F64)) return (number.AsF64, 0);
        if (number.Is(NumberClass.F32)) return (number.AsF32, 0);
        return IsWhole(number) ? ((double)Whole(number), 0) : number.AsComplex;
    }

    /// <summary>The class of a state that is a number.</summary>
    public static NumberClass LeafOf(State number) => (NumberClass)number.Class;

    /// <summary>
    /// The integer as one of an integer class, or null where it is outside the class.
    /// </summary>
    public static State? FromWhole(Int128 value, NumberClass leaf)
    {
        var isSigned = leaf.Kind == NumberKind.Int;
        var values = Int128.One << (isSigned ? leaf.Bits - 1 : leaf.Bits);
        var isInside = value < values && value >= (isSigned ? -values : 0);
        return isInside ? State.Number(leaf, unchecked((long)value)) : null;
    }

    /// <summary>
    /// The parts as a complex number of a leaf class. A finite part beyond float/32 becomes
    /// infinite.
    /// </summary>
    public static State Complex(double re, double im, NumberClass leaf) =>
        leaf.Bits == 64 ? State.Complex(re, im) : State.Complex((float)re, (float)im);

    private static NumberClass NaturalUInt(int bits) => bits switch
    {
        8 => NumberClass.U8,
        16 => NumberClass.U16,
        32 => NumberClass.U32,
        _ => NumberClass.U64,
    };

    private static NumberClass NaturalInt(NumberClass from) => from.Kind switch
    {
        NumberKind.Bool => NumberClass.I16,
        NumberKind.UInt => Promotion.Signed(from),
        NumberKind.Int or NumberKind.Float or NumberKind.Complex =>
            from.Bits == 32 ? NumberClass.I32 : NumberClass.I64,
    };

    private static State ToInteger(State number, NumberClass leaf)
    {
        if (IsWhole(number)) return FromWhole(Whole(number), leaf) ?? OutOfRange(number, leaf);
        var real = Real(number);

        // Far above every integer class, far below what an Int128 holds. NaN fails it as well.
        if (!(Math.Abs(real) < 1e30)) return OutOfRange(number, leaf);
        return FromWhole((Int128)real, leaf) ?? OutOfRange(number, leaf);
    }

    private static State ToFloat(State number, NumberClass leaf)
    {
        var real = Real(number);
        if (leaf.Bits == 64) return State.Of(real);
        return IsBeyondF32(real) ? OutOfRange(number, leaf) : State.Of((float)real);
    }

    private static State ToComplex(State number, NumberClass leaf)
    {
        var (re, im) = Parts(number);
        return leaf.Bits == 32 && (IsBeyondF32(re) || IsBeyondF32(im))
            ? OutOfRange(number, leaf) : Complex(re, im, leaf);
    }

    private static bool IsBeyondF32(double value) =>
        double.IsFinite(value) && !float.IsFinite((float)value);

    private static State OutOfRange(State number, NumberClass leaf) => State.Of(Fault.BadRequest(
        $"{ValueText.OfNumber(number)} is outside the range of {leaf.Path}"));
}
