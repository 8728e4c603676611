using System.Collections.Immutable;
using TinyChain.Ir.Intrinsics;

namespace TinyChain.Ir.Planning.Steps;

/// <summary>
/// Calls an intrinsic: on unboxed operands where `Operands`, the kind of the receiver, is a
/// number's, else its body on two states. The argument is of the same kind, but where an i64 and
/// an f64 are compared. A fault ends the op.
/// </summary>
public sealed record CallStep(
    Register To, Intrinsic Method, RegisterKind Operands, Register Receiver, Register? Argument)
    : Step
{
    public override Register? Destination => To;

    public override ImmutableArray<Register> Sources =>
        Argument is null ? [Receiver] : [Receiver, Argument];
}
