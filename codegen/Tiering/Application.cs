using TinyChain.Ir.Values;

namespace TinyChain.Codegen.Tiering;

/// <summary>A call of a general body on operands that are unboxed.</summary>
internal readonly record struct Application(
    Func<State, State, State> Body, RegisterPlace To, RegisterPlace Left, RegisterPlace? Right);
