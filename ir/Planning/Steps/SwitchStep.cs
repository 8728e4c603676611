using System.Collections.Immutable;

namespace TinyChain.Ir.Planning.Steps;

/// <summary>
/// Goes to the target at the register's value, an i64 below their number: how code that several
/// places share goes back to the one that came.
/// </summary>
public sealed record SwitchStep(Register Selector, ImmutableArray<Label> Cases) : Step
{
    public override ImmutableArray<Register> Sources => [Selector];

    public override ImmutableArray<Label> Targets => Cases;

    public override bool FallsThrough => false;
}
