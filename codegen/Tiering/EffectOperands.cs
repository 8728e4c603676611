using TinyChain.Ir.Planning.Steps;
using TinyChain.Ir.Values;

namespace TinyChain.Codegen.Tiering;

/// <summary>A Begin, decoded: places in the bank of states. Value is for PUT alone.</summary>
internal readonly record struct EffectOperands(
    EffectKind Kind, int Subject, State Path, int Key, int Value);
