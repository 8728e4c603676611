using System.Collections.Immutable;
using TinyChain.Ir.Intrinsics;

namespace TinyChain.Ir.Planning.Steps;

/// <summary>
/// Calls an intrinsic: on unboxed operands of one kind where `Operands` is a number's, else its
/// body on two states. A fault ends the op.
/// </summary>
public sealed record CallStep(
    Register To, Intrinsic Method, RegisterKind Operands, Register Receiver, Register? Argument)
    : Step
{
    public override Register? Destination => To;

    public override ImmutableArray<Register> Sources =>
        Argument is null ? [Receiver] : [Receiver, Argument];
}
