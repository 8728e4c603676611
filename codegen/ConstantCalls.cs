using TinyChain.Ir.Intrinsics;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Intrinsics;

namespace TinyChain.Codegen;

/// <summary>
/// Calls of constants, for Check: the same bodies that run them. See Evaluator.
/// </summary>
internal static class ConstantCalls
{
    internal static State Evaluate(Intrinsic? method, State receiver, State argument) =>
        method is not null ? IntrinsicBodies.Of(method)(receiver, argument)
        : receiver.As<MapState>() is not null ? MapBodies.Entry(receiver, argument)
        : TupleBodies.Item(receiver, argument);
}
