using System.Collections.Immutable;

namespace TinyChain.Ir.Planning.Steps;

/// <summary>The items of a state that is known to be a tuple.</summary>
public sealed record ItemsStep(Register To, Register From) : Step
{
    public override Register? Destination => To;

    public override ImmutableArray<Register> Sources => [From];
}
