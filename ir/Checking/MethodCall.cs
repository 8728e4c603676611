using TinyChain.Ir.Intrinsics;
using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;

namespace TinyChain.Ir.Checking;

/// <summary>
/// A reference that is known to call an intrinsic: no routing is left to run time.
/// </summary>
public sealed record MethodCall(
    Intrinsic Method, StateClass ReceiverClass, Node Argument, bool IsGet)
{
    public StateClass ArgumentClass(TypedOp typed) =>
        Argument is LiteralNode literal ? literal.Value.Class : typed.ClassOf(Argument);
}
