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
    public static State Construct(StateClass target, State payload) =>
        throw new NotImplementedException();
}
