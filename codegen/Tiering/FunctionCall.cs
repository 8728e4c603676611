namespace TinyChain.Codegen.Tiering;

/// <summary>
/// A call of a function in tier 0: the places of the arguments and the result in its caller's
/// banks.
/// </summary>
internal readonly record struct FunctionCall(
    FunctionInterpreter Function, RegisterPlace To, RegisterPlace[] Arguments);
