using System.Collections.Immutable;

namespace TinyChain.Ir.Planning.Steps;

/// <summary>Builds a tuple of states.</summary>
public sealed record TupleStep(Register To, ImmutableArray<Register> Items) : Step
{
    public override Register? Destination => To;

    public override ImmutableArray<Register> Sources => Items;
}
