using TinyChain.Ir.Intrinsics;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Intrinsics;

namespace TinyChain.Codegen;

/// <summary>
/// Calls of constants, for Check: the same bodies that run them. See Evaluator.
/// </summary>
public static class ConstantCalls
{
    /// <summary>What a call of a method answers, or without one a GET of an entry.</summary>
    public static State Evaluate(Intrinsic? method, State receiver, State argument) =>
        method is not null ? IntrinsicBodies.Of(method)(receiver, argument)
        : receiver.As<MapState>() is not null ? MapBodies.Entry(receiver, argument)
        : TupleBodies.Item(receiver, argument);
}
