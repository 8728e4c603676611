using System.Collections.Immutable;

namespace TinyChain.Ir.Planning.Steps;

/// <summary>Goes to the target.</summary>
public sealed record JumpStep(Label Target) : Step
{
    public override ImmutableArray<Label> Targets => [Target];

    public override bool FallsThrough => false;
}
