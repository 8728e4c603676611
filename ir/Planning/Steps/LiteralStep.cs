using TinyChain.Ir.Values;

namespace TinyChain.Ir.Planning.Steps;

/// <summary>Loads a constant.</summary>
public sealed record LiteralStep(Register To, State Value) : Step
{
    public override Register? Destination => To;
}
