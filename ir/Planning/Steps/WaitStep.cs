namespace TinyChain.Ir.Planning.Steps;

/// <summary>
/// Takes what an effect produced, waiting for it if need be. A fault ends the op.
/// </summary>
public sealed record WaitStep(Register To, int Slot) : Step
{
    public override Register? Destination => To;
}
