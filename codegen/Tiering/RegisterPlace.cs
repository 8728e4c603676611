using TinyChain.Ir.Planning;

namespace TinyChain.Codegen.Tiering;

/// <summary>
/// Where tier 0 keeps a register: a place in the bank for its kind; a complex number's is the first
/// of two.
/// </summary>
internal readonly record struct RegisterPlace(RegisterKind Kind, int Index)
{
    /// <summary>It is in the bank of states.</summary>
    internal bool IsWhole => IsState(Kind);

    internal static bool IsState(RegisterKind kind) => kind switch
    {
        RegisterKind.State or RegisterKind.Items => true,
        RegisterKind.Bool or RegisterKind.I64 or RegisterKind.F64 or RegisterKind.C64 => false,
    };
}
