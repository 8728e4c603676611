using System.Collections.Immutable;

namespace TinyChain.Ir.Planning.Steps;

/// <summary>
/// Copies a register, converting between kinds: a number to a state, to a kind that it promotes to
/// (<see cref="RegisterKinds.Promotes"/>), or a state to the number that it is known to be.
/// </summary>
public sealed record MoveStep(Register To, Register From) : Step
{
    public override Register? Destination => To;

    public override ImmutableArray<Register> Sources => [From];
}
