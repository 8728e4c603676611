using System.Numerics;
using TinyChain.Ir.Types;
using TinyChain.Ir.Values;

namespace TinyChain.Runtime.Intrinsics;

/// <summary>
/// The general route of arithmetic: read the operand, promote both, compute by kind.
/// </summary>
internal static class NumberPromotion
{
    public static State Apply(NumberOperation operation, State receiver, State argument)
    {
        var left = Casting.ToNumber(receiver);
        var right = NumberFaults.Operand(Name(operation), argument);
        if (left.IsFault) return left;
        if (right.IsFault) return right;
        var leaf = Promotion.Of(NumberConversion.LeafOf(left), NumberConversion.LeafOf(right));
        left = NumberConversion.Convert(left, leaf);
        right = NumberConversion.Convert(right, leaf);
        if (left.IsFault) return left;
        if (right.IsFault) return right;
        return leaf.Kind switch
        {
            NumberKind.Bool => OfBools(operation, left, right),
            NumberKind.UInt or NumberKind.Int => OfIntegers(operation, left, right),
            NumberKind.Float => OfFloats(operation, left, right),
            NumberKind.Complex => OfComplex(operation, left, right),
        };
    }

    private static State OfBools(NumberOperation operation, State left, State right)
    {
        var (a, b) = (left.AsBool, right.AsBool);
        return operation switch
        {
            NumberOperation.Add => State.Of(a || b),
            NumberOperation.Sub => State.Of(a ^ b),
            NumberOperation.Mul => State.Of(a && b),
            NumberOperation.Div => b ? left : State.Of(NumberFaults.ZeroDivisor()),
            NumberOperation.Mod => State.Of(a ^ b),
        };
    }

    private static State OfIntegers(NumberOperation operation, State left, State right)
    {
        var (a, b) = (NumberConversion.Whole(left), NumberConversion.Whole(right));
        if (b == 0 && IsDivision(operation))
            return State.Of(NumberFaults.ZeroDivisor());

        // A product of two uint/64 may wrap, but then to a negative number, which no uint holds.
        var exact = operation switch
        {
            NumberOperation.Add => a + b,
            NumberOperation.Sub => a - b,
            NumberOperation.Mul => a * b,
            NumberOperation.Div => a / b,
            NumberOperation.Mod => a % b,
        };
        return NumberConversion.FromWhole(exact, NumberConversion.LeafOf(left))
            ?? NumberFaults.Overflow(Name(operation), left, right);
    }

    // A float/32 is computed as a float/64 and rounded, which for these gives the same float/32.
    private static State OfFloats(NumberOperation operation, State left, State right)
    {
        var (a, b) = (NumberConversion.Real(left), NumberConversion.Real(right));
        if (b == 0 && IsDivision(operation))
            return State.Of(NumberFaults.ZeroDivisor());
        var result = operation switch
        {
            NumberOperation.Add => a + b,
            NumberOperation.Sub => a - b,
            NumberOperation.Mul => a * b,
            NumberOperation.Div => a / b,
            NumberOperation.Mod => a % b,
        };
        return left.Is(NumberClass.F64) ? State.Of(result) : State.Of((float)result);
    }

    private static State OfComplex(NumberOperation operation, State left, State right)
    {
        var (a, b) = (NumberFunction.ComplexOf(left), NumberFunction.ComplexOf(right));
        var leaf = NumberConversion.LeafOf(left);
        return operation switch
        {
            NumberOperation.Add => NumberFunction.ToState(a + b, leaf),
            NumberOperation.Sub => NumberFunction.ToState(a - b, leaf),
            NumberOperation.Mul => NumberFunction.ToState(a * b, leaf),
            NumberOperation.Div when b == Complex.Zero =>
                State.Of(NumberFaults.ZeroDivisor()),
            NumberOperation.Div => NumberFunction.ToState(a / b, leaf),
            NumberOperation.Mod => NumberFaults.ComplexMod(),
        };
    }

    private static bool IsDivision(NumberOperation operation) =>
        operation is NumberOperation.Div or NumberOperation.Mod;

    private static string Name(NumberOperation operation) => operation switch
    {
        NumberOperation.Add => "add",
        NumberOperation.Sub => "sub",
        NumberOperation.Mul => "mul",
        NumberOperation.Div => "div",
        NumberOperation.Mod => "mod",
    };
}
