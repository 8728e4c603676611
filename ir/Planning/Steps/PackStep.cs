using System.Collections.Immutable;

namespace TinyChain.Ir.Planning.Steps;

/// <summary>
/// A tuple of the first so many items, which nobody else keeps. A fault ends the op.
/// </summary>
public sealed record PackStep(Register To, Register Items, Register Count) : Step
{
    public override Register? Destination => To;

    public override ImmutableArray<Register> Sources => [Items, Count];
}
