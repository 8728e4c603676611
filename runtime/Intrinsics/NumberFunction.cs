using System.Numerics;
using TinyChain.Ir.Types;
using TinyChain.Ir.Values;

namespace TinyChain.Runtime.Intrinsics;

/// <summary>
/// A function of one number that gives a float or a complex number: of 64 bits for a number of 64
/// bits, else of 32 (spec/language.md 5.3). A finite number whose image isn't finite is a bad
/// request (N7). A bool is 0 or 1 (N10).
/// </summary>
internal sealed class NumberFunction(
    string name, Func<double, double> ofReal, Func<Complex, Complex> ofComplex)
{
    public State Apply(State receiver)
    {
        var number = Casting.ToNumber(receiver);
        if (number.IsFault) return number;
        var leaf = NumberConversion.LeafOf(number);
        var result = leaf.Kind == NumberKind.Complex
            ? ToState(ofComplex(ComplexOf(number)), leaf)
            : ToState(
                ofReal(NumberConversion.Real(number)),
                NumberConversion.Natural(NumberKind.Float, leaf));
        return IsFinite(result) || !IsFinite(number) ? result : NumberFaults.Domain(name, number);
    }

    public static Complex ComplexOf(State number)
    {
        var (re, im) = NumberConversion.Parts(number);
        return new Complex(re, im);
    }

    /// <summary>Rounded to the width of a float class.</summary>
    public static State ToState(double value, NumberClass leaf) =>
        leaf.Bits == 64 ? State.Of(value) : State.Of((float)value);

    /// <summary>Rounded to the width of a complex class.</summary>
    public static State ToState(Complex value, NumberClass leaf) =>
        NumberConversion.Complex(value.Real, value.Imaginary, leaf);

    public static bool IsFinite(State number)
    {
        var (re, im) = NumberConversion.Parts(number);
        return double.IsFinite(re) && double.IsFinite(im);
    }
}
