using TinyChain.Ir.Types;
using TinyChain.Ir.Values;

namespace TinyChain.Ir.Intrinsics;

/// <summary>
/// The classes of what the methods of numbers give (spec/language.md 5.3, 6.4): a leaf where the
/// operands' classes tell, else `/state/scalar/value/number`, for a number it is in any case.
/// </summary>
internal static class NumberResults
{
    internal static NumberClass Promoted(StateClass receiver, StateClass argument) =>
        Leaf(receiver) is { } left && Leaf(argument) is { } right
            ? Promotion.Of(left, right) : NumberClass.Number;

    internal static NumberClass Function(StateClass receiver) =>
        Leaf(receiver) is not { } leaf ? NumberClass.Number
        : leaf.Kind == NumberKind.Complex ? leaf
        : NumberConversion.Natural(NumberKind.Float, leaf);

    internal static NumberClass Part(StateClass receiver) =>
        Leaf(receiver) is not { } leaf ? NumberClass.Number
        : leaf.Kind == NumberKind.Complex ? NumberConversion.Natural(NumberKind.Float, leaf)
        : leaf;

    /// <summary>
    /// A bool's power is a bool. An integer's is of its class if the exponent is a whole number
    /// that isn't negative, which an int's class doesn't tell.
    /// </summary>
    internal static NumberClass Power(StateClass receiver, StateClass argument)
    {
        if (ReferenceEquals(receiver, NumberClass.Bool)) return NumberClass.Bool;
        if (Leaf(receiver) is not { } left || Leaf(argument) is not { } right)
            return NumberClass.Number;
        if (left.Kind == NumberKind.Complex || right.Kind == NumberKind.Complex)
            return Promotion.Of(left, right);
        if (left.Kind == NumberKind.Float)
            return ReferenceEquals(right, NumberClass.F64) ? NumberClass.F64 : left;
        return right.Kind switch
        {
            NumberKind.Bool or NumberKind.UInt => left,
            NumberKind.Int => NumberClass.Number,
            NumberKind.Float or NumberKind.Complex =>
                Promotion.Of(NumberConversion.Natural(NumberKind.Float, left), right),
        };
    }

    /// <summary>Without a base it is a function; a base is taken as a float.</summary>
    internal static NumberClass Logarithm(StateClass receiver, StateClass argument) =>
        ReferenceEquals(argument, StateClass.None) ? Function(receiver)
        : Leaf(receiver) is { } left && Leaf(argument) is { } right
            ? Promotion.Of(left, NumberConversion.Natural(NumberKind.Float, right))
        : NumberClass.Number;

    private static NumberClass? Leaf(StateClass c) =>
        c is NumberClass { IsLeaf: true } leaf ? leaf : null;
}
