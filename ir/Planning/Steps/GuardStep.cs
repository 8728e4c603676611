namespace TinyChain.Ir.Planning.Steps;

/// <summary>
/// Goes on only where the argument is of the type that the plan is for; else the call goes to
/// another variant of the op.
/// </summary>
public sealed record GuardStep(int Input) : Step;
