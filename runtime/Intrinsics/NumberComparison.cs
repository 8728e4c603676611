using TinyChain.Ir.Ops;
using TinyChain.Ir.Types;
using TinyChain.Ir.Values;

namespace TinyChain.Runtime.Intrinsics;

/// <summary>
/// `gt`, `ge`, `lt`, `le`, `eq` and `ne` of numbers (spec/language.md 6.7, 7.3, N1, T5). Values are
/// compared exactly whatever their classes. The order of a complex number or NaN is false.
/// </summary>
public static class NumberComparison
{
    public static State Gt(State receiver, State argument)
    {
        if (receiver.Is(NumberClass.I64) && argument.Is(NumberClass.I64))
            return State.Of(receiver.AsI64 > argument.AsI64);
        if (receiver.Is(NumberClass.F64) && argument.Is(NumberClass.F64))
            return State.Of(receiver.AsF64 > argument.AsF64);
        return Order("gt", receiver, argument, static order => order > 0);
    }

    public static State Ge(State receiver, State argument)
    {
        if (receiver.Is(NumberClass.I64) && argument.Is(NumberClass.I64))
            return State.Of(receiver.AsI64 >= argument.AsI64);
        if (receiver.Is(NumberClass.F64) && argument.Is(NumberClass.F64))
            return State.Of(receiver.AsF64 >= argument.AsF64);
        return Order("ge", receiver, argument, static order => order >= 0);
    }

    public static State Lt(State receiver, State argument)
    {
        if (receiver.Is(NumberClass.I64) && argument.Is(NumberClass.I64))
            return State.Of(receiver.AsI64 < argument.AsI64);
        if (receiver.Is(NumberClass.F64) && argument.Is(NumberClass.F64))
            return State.Of(receiver.AsF64 < argument.AsF64);
        return Order("lt", receiver, argument, static order => order < 0);
    }

    public static State Le(State receiver, State argument)
    {
        if (receiver.Is(NumberClass.I64) && argument.Is(NumberClass.I64))
            return State.Of(receiver.AsI64 <= argument.AsI64);
        if (receiver.Is(NumberClass.F64) && argument.Is(NumberClass.F64))
            return State.Of(receiver.AsF64 <= argument.AsF64);
        return Order("le", receiver, argument, static order => order <= 0);
    }

    public static State Eq(State receiver, State argument) =>
        Refuse("eq", argument) ?? State.Of(AreEqual(receiver, argument));

    public static State Ne(State receiver, State argument) =>
        Refuse("ne", argument) ?? State.Of(!AreEqual(receiver, argument));

    /// <summary>A fault where the operand is no value, such as an op: not to be compared.</summary>
    private static State? Refuse(string method, State argument) =>
        argument.IsNumber ? null : argument.IsFault ? argument
            : Arguments.NoValue(method, Instance.Native(argument)) is { } fault
                ? State.Of(fault) : null;

    /// <summary>
    /// A string that reads as a number is that number; nothing else equals a number.
    /// </summary>
    private static bool AreEqual(State number, State other)
    {
        if (number.Is(NumberClass.I64) && other.Is(NumberClass.I64))
            return number.AsI64 == other.AsI64;
        if (number.Is(NumberClass.F64) && other.Is(NumberClass.F64))
            return number.AsF64 == other.AsF64;
        if (number.Is(NumberClass.Bool) && other.Is(NumberClass.Bool))
            return number.AsBool == other.AsBool;
        other = Instance.Native(other);
        if (other.As<string>() is { } text) other = NumberText.TryParse(text) ?? State.None;
        return number.IsNumber && other.IsNumber && NumberOrder.AreEqual(number, other);
    }

    private static State Order(
        string method, State receiver, State argument, Func<int?, bool> holds)
    {
        var left = Casting.ToNumber(receiver);
        var right = NumberFaults.Operand(method, argument);
        if (left.IsFault) return left;
        return right.IsFault ? right : State.Of(holds(NumberOrder.Compare(left, right)));
    }
}
