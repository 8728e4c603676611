namespace TinyChain.Ir.Planning.Steps;

/// <summary>Takes fuel; ends the op when there is none.</summary>
public sealed record ChargeStep(int Units) : Step;
