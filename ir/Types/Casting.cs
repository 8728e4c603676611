using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using TinyChain.Ir.Ops;
using TinyChain.Ir.Values;

namespace TinyChain.Ir.Types;

/// <summary>
/// Casts at run time: `GET /state/scalar/value/…?key=value`. An instance is cast as what it stands
/// on (4.2).
/// </summary>
public static class Casting
{
    /// <summary>
    /// The value cast to the class, by spec/language.md 7.2 and 6.3; a fault where it can't be. An
    /// abstract number class picks its 32-bit member. Text becomes bytes as base64 where it ends in
    /// `=`, else as hex (J15); a number never does, which is not implemented rather than wrong.
    /// </summary>
    public static State Cast(StateClass target, State value)
    {
        value = Instance.Native(value);
        if (value.IsFault) return value;
        if (target is NumberClass number) return CastNumber(number, value);
        return ReferenceEquals(target, StateClass.Bytes)
            ? ByteConversion.FromKey(value) : ValueConversion.Convert(target, value);
    }

    /// <summary>
    /// A value as an operand of arithmetic (6.6): a number as it is; text that
    /// <see cref="NumberText"/> reads; a 1-tuple of such a value; a 2-tuple of real ones, which is
    /// complex. Anything else is a bad-request fault, None too.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static State ToNumber(State value) => value.IsNumber ? value : ReadNumber(value);

    /// <summary>A value as a condition (3.4): a bool, or a bad-request fault.</summary>
    public static State ToBool(State value)
    {
        if (value.Is(NumberClass.Bool) || value.IsFault) return value;
        if (value.IsNumber) return State.Of(NumberConversion.IsTrue(value));
        if (value.As<Instance>() is not null) return ToBool(Instance.Native(value));
        return value.As<string>() switch
        {
            "true" => State.Of(true),
            "false" => State.Of(false),
            _ => State.Of(Fault.BadRequest(
                $"{ValueText.Show(value)} is not a condition; give a bool, a number, " +
                "\"true\" or \"false\"")),
        };
    }

    private static State CastNumber(NumberClass target, State value)
    {
        var number = ToNumber(value);
        if (number.IsFault || target.IsRoot) return number;
        return NumberConversion.Convert(
            number, target.IsLeaf ? target : NumberConversion.Narrow(target.Kind));
    }

    private static State ReadNumber(State value)
    {
        // A loop, not a recursion: a program may nest 1-tuples as deep as a state may be.
        value = Instance.Native(value);
        while (value.As<TupleState>() is { Items: [var only] }) value = Instance.Native(only);
        if (value.IsNumber || value.IsFault) return value;
        if (value.As<TupleState>() is { Items: [_, _] } pair) return ReadComplex(pair.Items);
        return (value.As<string>() ?? value.As<Id>()?.Text) is { } text
            ? NumberText.Parse(text) : NotANumber(value);
    }

    private static State ReadComplex(ImmutableArray<State> parts)
    {
        var (re, im) = (ReadReal(parts[0]), ReadReal(parts[1]));
        if (re.IsFault) return re;
        if (im.IsFault) return im;
        if (re.Is(NumberClass.F32) && im.Is(NumberClass.F32))
            return State.Complex(re.AsF32, im.AsF32);
        return State.Complex(NumberConversion.Real(re), NumberConversion.Real(im));
    }

    private static State ReadReal(State part)
    {
        part = Instance.Native(part);
        var text = part.As<string>() ?? part.As<Id>()?.Text;
        var number = text is null ? part : NumberText.Parse(text);
        if (number.IsFault) return number;
        var isReal = number.IsNumber
            && NumberConversion.LeafOf(number).Kind != NumberKind.Complex;
        return isReal ? number : State.Of(Fault.BadRequest(
            $"a complex number needs two real parts, and {ValueText.Show(part)} is not one"));
    }

    private static State NotANumber(State value) => State.Of(Fault.BadRequest(
        $"{ValueText.Show(value)} is not a number; give a number, its text, or [re, im]"));
}
