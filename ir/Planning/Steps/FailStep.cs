using TinyChain.Ir.Values;

namespace TinyChain.Ir.Planning.Steps;

/// <summary>Ends the op with a fault.</summary>
public sealed record FailStep(Fault Fault) : Step
{
    public override bool FallsThrough => false;
}
