using System.Collections.Immutable;
using TinyChain.Ir.Values;

namespace TinyChain.Ir.Planning.Steps;

/// <summary>
/// Starts an effect and goes on. `Path` is below the subject; `Key` is the key, the parameters or
/// the state to call with; `Value` is for PUT alone.
/// </summary>
public sealed record BeginStep(
    int Slot,
    EffectKind Kind,
    Register Subject,
    Link? Path,
    (Register Key, Register? Value) Operands)
    : Step
{
    public override ImmutableArray<Register> Sources => Operands.Value is null
        ? [Subject, Operands.Key] : [Subject, Operands.Key, Operands.Value];
}
