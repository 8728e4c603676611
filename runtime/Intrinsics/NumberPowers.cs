using System.Numerics;
using TinyChain.Ir.Types;
using TinyChain.Ir.Values;

namespace TinyChain.Runtime.Intrinsics;

/// <summary>
/// `pow`, `log`, `ln` and `exp` (spec/language.md 5.3, 6.5). A finite operand whose result isn't
/// finite is a bad request (N7).
/// </summary>
public static class NumberPowers
{
    private static readonly NumberFunction s_ln = new("ln", Math.Log, Complex.Log);
    private static readonly NumberFunction s_log = new("log", Math.Log, Complex.Log);
    private static readonly NumberFunction s_exp = new("exp", Math.Exp, Complex.Exp);

    public static State Ln(State receiver, State argument) => s_ln.Apply(receiver);

    public static State Exp(State receiver, State argument) => s_exp.Apply(receiver);

    /// <summary>The logarithm to the base of the argument; the natural one without.</summary>
    public static State Log(State receiver, State argument)
    {
        if (argument.IsNone) return s_log.Apply(receiver);
        var number = Casting.ToNumber(receiver);
        var @base = Casting.ToNumber(argument);
        if (number.IsFault) return number;
        if (@base.IsFault) return @base;
        var divisor = Math.Log(NumberConversion.Real(@base));
        if (IsComplex(@base) || divisor == 0 || !double.IsFinite(divisor))
            return NumberFaults.LogBase(@base);

        // The width of both as floats, by 6.3.
        var leaf = Promotion.Of(
            NumberConversion.LeafOf(number),
            NumberConversion.Natural(NumberKind.Float, NumberConversion.LeafOf(@base)));
        var result = IsComplex(number)
            ? NumberFunction.ToState(
                Complex.Log(NumberFunction.ComplexOf(number)) / divisor, leaf)
            : NumberFunction.ToState(Math.Log(NumberConversion.Real(number)) / divisor, leaf);
        return NumberFunction.IsFinite(result) || !NumberFunction.IsFinite(number)
            ? result : NumberFaults.Domain("log", number);
    }

    /// <summary>
    /// An integer to a whole power that isn't negative stays in its own class, checked; a bool
    /// stays a bool; a float's power is a float/64 where either is one, else a float/32.
    /// </summary>
    public static State Pow(State receiver, State argument)
    {
        var @base = Casting.ToNumber(receiver);
        var exponent = NumberFaults.Operand("pow", argument);
        if (@base.IsFault) return @base;
        if (exponent.IsFault) return exponent;
        if (@base.Is(NumberClass.Bool))
            return State.Of(@base.AsBool || !NumberConversion.IsTrue(exponent));
        if (IsComplex(@base) || IsComplex(exponent)) return OfComplex(@base, exponent);
        var isInteger = NumberConversion.IsWhole(@base) && NumberConversion.IsWhole(exponent)
            && NumberConversion.Whole(exponent) >= 0;
        return isInteger ? OfIntegers(@base, exponent) : OfFloats(@base, exponent);
    }

    private static bool IsComplex(State number) =>
        NumberConversion.LeafOf(number).Kind == NumberKind.Complex;

    private static State OfIntegers(State @base, State exponent)
    {
        var (factor, count) = (NumberConversion.Whole(@base), NumberConversion.Whole(exponent));

        // The powers of 1, 0 and -1 repeat. Any other overflows within 64 turns of the loop.
        if (factor >= -1 && factor <= 1) count = count == 0 ? 0 : 2 - (count % 2);
        var power = NumberConversion.FromWhole(1, NumberConversion.LeafOf(@base));
        for (; count > 0; count--)
        {
            if (power is not { } partial) return NumberFaults.Overflow("pow", @base, exponent);
            power = NumberConversion.FromWhole(
                NumberConversion.Whole(partial) * factor, NumberConversion.LeafOf(@base));
        }

        return power ?? NumberFaults.Overflow("pow", @base, exponent);
    }

    private static State OfFloats(State @base, State exponent)
    {
        var (a, b) = (NumberConversion.Real(@base), NumberConversion.Real(exponent));
        if (a == 0 && b < 0) return NumberFaults.ZeroPower(@base, exponent);
        var isFiniteInput = double.IsFinite(a) && double.IsFinite(b);
        var result = NumberFunction.ToState(Math.Pow(a, b), PowerClass(@base, exponent));
        return isFiniteInput && !NumberFunction.IsFinite(result)
            ? NumberFaults.PowDomain(@base, exponent) : result;
    }

    private static NumberClass PowerClass(State @base, State exponent)
    {
        var (left, right) = (NumberConversion.LeafOf(@base), NumberConversion.LeafOf(exponent));
        if (left.Kind == NumberKind.Float)
            return exponent.Is(NumberClass.F64) ? NumberClass.F64 : left;
        return Promotion.Of(
            NumberConversion.Natural(NumberKind.Float, left),
            NumberConversion.Natural(NumberKind.Float, right));
    }

    // The principal value, by polar form.
    private static State OfComplex(State @base, State exponent)
    {
        var (a, b) = (NumberFunction.ComplexOf(@base), NumberFunction.ComplexOf(exponent));
        var leaf = Promotion.Of(NumberConversion.LeafOf(@base), NumberConversion.LeafOf(exponent));
        var isUndefined = a == Complex.Zero && b != Complex.Zero && b.Real <= 0;
        var result = NumberFunction.ToState(Complex.Pow(a, b), leaf);
        var isFiniteInput = NumberFunction.IsFinite(@base) && NumberFunction.IsFinite(exponent);
        return isUndefined || (isFiniteInput && !NumberFunction.IsFinite(result))
            ? NumberFaults.PowDomain(@base, exponent) : result;
    }
}
