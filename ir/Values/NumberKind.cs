namespace TinyChain.Ir.Values;

/// <summary>The kinds of number in the order of promotion (spec/language.md 6.4).</summary>
public enum NumberKind
{
    Bool,
    UInt,
    Int,
    Float,
    Complex,
}
