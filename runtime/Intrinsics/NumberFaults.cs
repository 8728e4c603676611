using TinyChain.Ir.Types;
using TinyChain.Ir.Values;

namespace TinyChain.Runtime.Intrinsics;

/// <summary>What the methods of numbers refuse, one message each. All are bad requests.</summary>
internal static class NumberFaults
{
    /// <summary>The argument of a method of two operands as a number, or why it is none.</summary>
    public static State Operand(string method, State argument) => argument.IsNone
        ? Refuse($"{method} needs an operand; give one as its key or as \"r\"")
        : Casting.ToNumber(argument);

    /// <summary>In the same words where code knows no operands, as an overflow is.</summary>
    public static Fault ZeroDivisor() => Fault.BadRequest("division by zero");

    /// <summary>
    /// An int/64 overflows in emitted code too, which knows no operands then: it is told in the
    /// same words everywhere.
    /// </summary>
    public static Fault I64Overflow() =>
        Fault.BadRequest("integer overflow: the result doesn't fit int/64");

    public static State Overflow(string method, State left, State right) =>
        left.Is(NumberClass.I64) ? State.Of(I64Overflow()) : Refuse(
            $"integer overflow: {ValueText.OfNumber(left)} {method} {ValueText.OfNumber(right)} " +
            $"is outside {left.Class.Path}; cast to a wider class first");

    public static State AbsOverflow(State number) =>
        number.Is(NumberClass.I64) ? State.Of(I64Overflow()) : Refuse(
            $"integer overflow: abs of {ValueText.OfNumber(number)} is outside "
            + $"{number.Class.Path}; cast to a wider class first");

    public static State ComplexMod() =>
        Refuse("mod is not defined for complex numbers; use real or imag first");

    public static State LogBase(State @base) => Refuse(
        $"log needs a real base that is above 0 and is not 1, not {ValueText.OfNumber(@base)}");

    /// <summary>N7: the result would be NaN or infinite.</summary>
    public static State Domain(string method, State number) =>
        Refuse($"{method} of {ValueText.OfNumber(number)} is not a finite number");

    public static State PowDomain(State @base, State exponent) => Refuse(
        $"{ValueText.OfNumber(@base)} pow {ValueText.OfNumber(exponent)} is not a finite number " +
        "of its operands' kind");

    public static State ZeroPower(State @base, State exponent) => Refuse(
        $"division by zero: {ValueText.OfNumber(@base)} pow {ValueText.OfNumber(exponent)}");

    private static State Refuse(string message) => State.Of(Fault.BadRequest(message));
}
