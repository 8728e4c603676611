namespace TinyChain.Runtime.Intrinsics;

/// <summary>The operations that promote both operands to one class.</summary>
internal enum NumberOperation
{
    Add,
    Sub,
    Mul,
    Div,
    Mod,
}
