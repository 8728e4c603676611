using System.Collections.Immutable;

namespace TinyChain.Ir.Planning.Steps;

/// <summary>Goes to the target when the bool is false.</summary>
public sealed record BranchStep(Register Condition, Label Otherwise) : Step
{
    public override ImmutableArray<Register> Sources => [Condition];

    public override ImmutableArray<Label> Targets => [Otherwise];
}
