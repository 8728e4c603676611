using System.Collections.Immutable;

namespace TinyChain.Ir.Planning.Steps;

/// <summary>
/// Takes the item at an index, an i64, and moves the index on; goes to the target when there is
/// none left. Into a typed register: the item is known to be of that class.
/// </summary>
public sealed record NextItemStep(Register To, Register Items, Register Index, Label End) : Step
{
    public override Register? Destination => To;

    public override Register? Moved => Index;

    public override ImmutableArray<Register> Sources => [Items, Index];

    public override ImmutableArray<Label> Targets => [End];
}
