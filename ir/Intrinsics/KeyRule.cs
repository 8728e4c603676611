namespace TinyChain.Ir.Intrinsics;

/// <summary>What a method makes of the key of a GET.</summary>
public enum KeyRule
{
    /// <summary>GET is not allowed: the method answers POST alone.</summary>
    NoGet,

    /// <summary>A key is a bad request.</summary>
    Forbidden,

    /// <summary>
    /// A key is not found: the method is an attribute of the state, with nothing below it.
    /// </summary>
    Attribute,

    /// <summary>Any key is accepted and not looked at.</summary>
    Ignored,

    /// <summary>The operand. A method that needs one refuses None itself.</summary>
    Operand,
}
