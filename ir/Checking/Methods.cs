using TinyChain.Ir.Intrinsics;
using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;

namespace TinyChain.Ir.Checking;

/// <summary>Finds the intrinsic that a reference calls, where classes tell it.</summary>
public static class Methods
{
    /// <summary>
    /// The call, or null where it must be routed at run time: the receiver is not known to be a
    /// number (whose methods cost next to nothing, and need no fuel), or the verb or key doesn't
    /// suit the method.
    /// </summary>
    public static MethodCall? Find(TypedOp typed, OpRef reference)
    {
        if (reference.Subject is not IdSubject { IsSelf: false } subject) return null;
        var path = SubjectPath.Of(typed, subject);
        if (path.Rest is not [var name]) return null;
        if (path.Type.Class is not NumberClass receiver) return null;
        if (IntrinsicTable.Find(receiver, name.Text) is not { CallsOps: false } method) return null;
        return Argument(method, reference) is { } argument
            ? new MethodCall(method, receiver, argument, reference is GetRef) : null;
    }

    private static Node? Argument(Intrinsic method, OpRef reference) => reference switch
    {
        GetRef get => method.Key switch
        {
            KeyRule.NoGet => null,
            KeyRule.Forbidden or KeyRule.Attribute or KeyRule.Ignored =>
                IsNone(get.Key) ? get.Key : null,
            KeyRule.Operand => get.Key,
        },
        PostRef post when method.TakesAnyParameters => post.Parameters,
        PostRef post => OnlyParameter(post.Parameters) is var (name, value)
            && method.Parameters is [var declared]
            && (name.Text == declared || name.Text == method.ParameterAlias) ? value : null,
        _ => null,
    };

    private static (Id Name, Node Value)? OnlyParameter(Node parameters) => parameters switch
    {
        MapNode { Keys: [var name], Values: [var value] } => (name, value),
        LiteralNode { Value: var map } when map.As<MapState>() is { Count: 1 } literal =>
            (literal.Keys[0], new LiteralNode(
                new NodeInfo(parameters.Id, parameters.Span), literal.Values[0])),
        _ => null,
    };

    private static bool IsNone(Node key) => key is LiteralNode { Value.IsNone: true };
}
