using TinyChain.Ir.Checking;
using TinyChain.Ir.Refs;

namespace TinyChain.Ir.Planning;

/// <summary>
/// Which ops have no fault to report, whatever they are called with: a loop over such an op may be
/// merged with the next, though it then no longer runs to its end before the next begins.
/// </summary>
internal static class Infallible
{
    internal static bool Is(TypedOp op) => op.Op.Form.All(s => Is(op, s.Node));

    /// <summary>Whether a node of the op has no fault to report, nor what it calls.</summary>
    internal static bool Is(TypedOp op, Node node) => node switch
    {
        LiteralNode => true,
        IdRef id => !id.IsSelf && !IsCyclic(op, id),
        MapNode map => op.TypeOf(map).IsMap && map.Values.All(v => Is(op, v)),
        IfRef choice => !Conditional.Is(choice.Condition)
            && RegisterKinds.Of(op.ClassOf(choice.Condition)) != RegisterKind.State
            && choice.Children.All(c => Is(op, c)),
        OpRef call => call.Children.All(c => Is(op, c)) && IsCall(op, call),
        _ => false,
    };

    private static bool IsCall(TypedOp op, OpRef call)
    {
        if (Methods.Find(op, call) is not { } method)
            return Entries.Find(op, call) is not null || (op.CallOf(call) is { } f && Is(f));
        var kinds = Overloads.Of(method, op);
        return kinds != OperandKinds.Whole && !Overloads.MayFail(method.Method, kinds.Receiver);
    }

    private static bool IsCyclic(TypedOp op, IdRef id) =>
        op.Scope[id.Name] is { Kind: ReferenceKind.Statement, Index: var index }
        && op.Order.IsCyclic[index];
}
