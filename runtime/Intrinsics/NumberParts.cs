using System.Numerics;
using TinyChain.Ir.Types;
using TinyChain.Ir.Values;

namespace TinyChain.Runtime.Intrinsics;

/// <summary>
/// `abs`, `round`, `real` and `imag`, which keep a real number's class (spec/language.md 5.3, N9,
/// N11). A complex number's parts and magnitude are floats of its width.
/// </summary>
public static class NumberParts
{
    /// <summary>The magnitude. The least of an int class has none in it: a bad request.</summary>
    public static State Abs(State receiver, State argument)
    {
        var number = Casting.ToNumber(receiver);
        if (number.IsFault) return number;
        var leaf = NumberConversion.LeafOf(number);
        return leaf.Kind switch
        {
            NumberKind.Bool or NumberKind.UInt => number,
            NumberKind.Int =>
                NumberConversion.FromWhole(Int128.Abs(NumberConversion.Whole(number)), leaf)
                    ?? NumberFaults.AbsOverflow(number),
            NumberKind.Float =>
                NumberFunction.ToState(Math.Abs(NumberConversion.Real(number)), leaf),
            NumberKind.Complex =>
                NumberFunction.ToState(Complex.Abs(NumberFunction.ComplexOf(number)), leaf),
        };
    }

    /// <summary>
    /// To the nearest whole number, halves away from zero, in the same class (N9).
    /// </summary>
    public static State Round(State receiver, State argument)
    {
        var number = Casting.ToNumber(receiver);
        if (number.IsFault) return number;
        var leaf = NumberConversion.LeafOf(number);
        var (re, im) = NumberConversion.Parts(number);
        return leaf.Kind switch
        {
            NumberKind.Bool or NumberKind.UInt or NumberKind.Int => number,
            NumberKind.Float => NumberFunction.ToState(Nearest(re), leaf),
            NumberKind.Complex => NumberConversion.Complex(Nearest(re), Nearest(im), leaf),
        };
    }

    public static State Real(State receiver, State argument)
    {
        var number = Casting.ToNumber(receiver);
        if (number.IsFault || NumberConversion.LeafOf(number).Kind != NumberKind.Complex)
            return number;
        return NumberFunction.ToState(number.AsComplex.Re, NumberConversion.LeafOf(number));
    }

    /// <summary>The imaginary part: of a real number, the zero of its class (N11).</summary>
    public static State Imag(State receiver, State argument)
    {
        var number = Casting.ToNumber(receiver);
        if (number.IsFault) return number;
        var leaf = NumberConversion.LeafOf(number);
        return leaf.Kind == NumberKind.Complex
            ? NumberFunction.ToState(number.AsComplex.Im, leaf) : State.Number(leaf, 0);
    }

    private static double Nearest(double value) =>
        Math.Round(value, MidpointRounding.AwayFromZero);
}
