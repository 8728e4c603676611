namespace TinyChain.Codegen.Tiering;

/// <summary>What an instruction of tier 0 does with complex numbers.</summary>
internal enum ComplexCode
{
    Copy,
    OfInteger,
    OfFloat,
    Add,
    Sub,
    Mul,
    Div,
    Eq,
    Ne,
    ToBool,
    Real,
    Imag,
    Abs,
}
