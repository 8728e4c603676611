using System.Collections.Immutable;

namespace TinyChain.Ir.Planning.Steps;

/// <summary>Room for as many items as there are in another.</summary>
public sealed record NewItemsStep(Register To, Register Like) : Step
{
    public override Register? Destination => To;

    public override ImmutableArray<Register> Sources => [Like];
}
