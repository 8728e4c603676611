using TinyChain.Ir.Values;

namespace TinyChain.Ir.Types;

/// <summary>Casts at run time: `GET /state/scalar/value/…?key=value`.</summary>
public static class Casting
{
    /// <summary>
    /// The value cast to the class, by spec/language.md 7.2 and 6.3; a fault where it can't be. An
    /// abstract number class picks its 32-bit member.
    /// </summary>
    public static State Cast(StateClass target, State value) =>
        throw new NotImplementedException();

    /// <summary>A value as an operand of arithmetic (6.6): a number, or a bad-request fault.</summary>
    public static State ToNumber(State value) => throw new NotImplementedException();

    /// <summary>A value as a condition (3.4): a bool, or a bad-request fault.</summary>
    public static State ToBool(State value) => throw new NotImplementedException();
}
