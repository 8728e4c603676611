namespace TinyChain.Ir.Checking;

/// <summary>
/// A `while` whose ops are known and pure, checked for a state of the type that every turn keeps.
/// </summary>
public sealed record InlinedLoop(StateType State, TypedOp Condition, TypedOp Step);
