using System.Collections.Immutable;

namespace TinyChain.Ir.Planning.Steps;

/// <summary>Puts a state at an index, an i64, and moves the index on.</summary>
public sealed record AppendStep(Register Items, Register Index, Register From) : Step
{
    public override Register? Moved => Index;

    public override ImmutableArray<Register> Sources => [Items, Index, From];
}
