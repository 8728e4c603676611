namespace TinyChain.Ir.Planning.Steps;

/// <summary>
/// Takes fuel. In a loop it ends the op when there is none; elsewhere see OpPlan.MayEnd.
/// </summary>
public sealed record ChargeStep(int Units, bool IsLoop) : Step;
