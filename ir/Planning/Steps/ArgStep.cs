namespace TinyChain.Ir.Planning.Steps;

/// <summary>
/// Reads an input; ends the op with a fault where the caller didn't give it. Into a typed register
/// it is a guard: such a plan runs only for arguments of that class.
/// </summary>
public sealed record ArgStep(Register To, int Input) : Step
{
    public override Register? Destination => To;
}
