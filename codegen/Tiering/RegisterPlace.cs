using TinyChain.Ir.Planning;

namespace TinyChain.Codegen.Tiering;

/// <summary>Where tier 0 keeps a register: a place in the bank for its kind.</summary>
internal readonly record struct RegisterPlace(RegisterKind Kind, int Index);
