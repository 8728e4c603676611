namespace TinyChain.Ir.Planning.Steps;

/// <summary>
/// Takes fuel. In a loop it ends the op when there is none; elsewhere the next one that does will.
/// </summary>
public sealed record ChargeStep(int Units, bool IsLoop) : Step;
