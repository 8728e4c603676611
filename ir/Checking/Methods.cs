using TinyChain.Ir.Intrinsics;
using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;

namespace TinyChain.Ir.Checking;

/// <summary>Finds the intrinsic that a reference calls, where classes tell it.</summary>
public static class Methods
{
    /// <summary>
    /// The call, or null where it must be routed at run time: the receiver may have entries or
    /// attributes of its own, the argument may have to be refused or unwrapped, or the verb or key
    /// doesn't suit the method.
    /// </summary>
    public static MethodCall? Find(TypedOp typed, OpRef reference)
    {
        if (typed.IsLookedUp(reference, out var known)) return known;
        var found = LookUp(typed, reference);
        typed.Keep(reference, found);
        return found;
    }

    private static MethodCall? LookUp(TypedOp typed, OpRef reference)
    {
        if (reference.Subject is not IdSubject { IsSelf: false } subject) return null;
        var path = SubjectPath.Of(typed, subject);
        if (path.Rest is not [var name] || !IsData(path.Type)) return null;
        var receiver = path.Type.Class;
        if (IntrinsicTable.Find(receiver, name.Text) is not { CallsOps: false } method) return null;
        if (Argument(method, reference) is not { } argument) return null;
        var call = new MethodCall(method, receiver, argument, reference is GetRef);
        return receiver is NumberClass || IsPlain(call.ArgumentClass(typed), method, reference)
            ? call : null;
    }

    /// <summary>
    /// A value, a tuple, or a map whose entries are known: nothing of theirs has the name of a
    /// method, but an entry, which the path has led to.
    /// </summary>
    private static bool IsData(StateType type) =>
        !ReferenceEquals(type.Class, StateClass.Never)
        && (type.Class.Is(StateClass.Value) || type.IsMap
            || ReferenceEquals(type.Class, StateClass.Tuple));

    /// <summary>
    /// A key must be a value, and an instance stands for its native state: both are seen to where
    /// calls are routed. Numbers' methods see to them themselves.
    /// </summary>
    private static bool IsPlain(StateClass argument, Intrinsic method, OpRef reference)
    {
        if (ReferenceEquals(argument, StateClass.Never)) return false;
        if (reference is GetRef) return argument.Is(StateClass.Value);
        return ReferenceEquals(argument, StateClass.Map)
            || (!method.TakesAnyParameters
                && (argument.Is(StateClass.Value)
                    || ReferenceEquals(argument, StateClass.Tuple)));
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
