using System.Collections.Immutable;

namespace TinyChain.Ir.Planning.Steps;

/// <summary>Ends the op with a state.</summary>
public sealed record ReturnStep(Register From) : Step
{
    public override ImmutableArray<Register> Sources => [From];

    public override bool FallsThrough => false;
}
