using TinyChain.Ir.Values;

namespace TinyChain.Ir.Types;

/// <summary>Constructors of value classes: `{"/state/scalar/value/…": payload}`.</summary>
public static class Construction
{
    /// <summary>
    /// The payload as a value of the class, by the table of spec/language.md 2.6 with J15, N2 and
    /// N5; a bad-request fault where the payload can't be one. An abstract number class keeps the
    /// payload's natural width. The parser calls it.
    /// </summary>
    public static State Construct(StateClass target, State payload)
    {
        if (payload.IsFault) return payload;
        if (target is NumberClass number) return ConstructNumber(number, payload);
        return ReferenceEquals(target, StateClass.Bytes)
            ? ByteConversion.FromLiteral(payload) : ValueConversion.Convert(target, payload);
    }

    private static State ConstructNumber(NumberClass target, State payload)
    {
        var number = Casting.ToNumber(payload);
        if (number.IsFault || target.IsRoot) return number;
        return NumberConversion.Convert(number, target.IsLeaf
            ? target
            : NumberConversion.Natural(target.Kind, NumberConversion.LeafOf(number)));
    }
}
