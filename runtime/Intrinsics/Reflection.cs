using System.Collections.Immutable;
using TinyChain.Ir.Diagnostics;
using TinyChain.Ir.Ops;
using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;

namespace TinyChain.Runtime.Intrinsics;

/// <summary>
/// `/state/scalar/reflect/…` and `/state/scalar/op/reflect/…`: what an op or a reference is made
/// of, as data (docs/decisions/0007). The one parameter is named `scalar` or `op`.
/// </summary>
internal static class Reflection
{
    private const string Scalar = "/state/scalar/reflect/";
    private const string Op = "/state/scalar/op/reflect/";

    internal static readonly ImmutableArray<(string Path, Func<State, State> Body)> All =
    [
        (Scalar + "class", OfParameter(Class)), (Scalar + "ref_parts", OfParameter(Parts)),
        (Op + "form", OfOp(Form)), (Op + "last_id", OfOp(LastId)), (Op + "scalars", OfOp(Scalars)),
    ];

    /// <summary>
    /// True where references among the parameters are data: nothing here resolves them.
    /// </summary>
    internal static bool IsAt(string path) =>
        path.StartsWith(Scalar, StringComparison.Ordinal)
        || path.StartsWith(Op, StringComparison.Ordinal);

    private static State Class(State scalar) => State.Of(Link.Local(
        scalar.As<RefState>() is { } reference ? ClassOf(reference.Node).Path
        : scalar.Class.Path));

    /// <summary>The parts of a reference in the order of its JSON; none of anything else.</summary>
    private static State Parts(State scalar)
    {
        if (scalar.As<RefState>()?.Node is not { } node) return State.Of(TupleState.Empty);
        var parts = node.Children.Select(Data);
        return State.Tuple(node is ForEachRef loop
            ? [.. parts, State.Of(loop.ItemName.Text)] : [.. parts]);
    }

    private static State Form(OpDef op) => State.Tuple(
        [.. op.Form.Select(s => State.Tuple([Name(s), Data(s.Node)]))]);

    private static State LastId(OpDef op) => op.Form.IsEmpty ? State.None : Name(op.Form[^1]);

    private static State Scalars(OpDef op) =>
        State.Tuple([.. op.Form.Select(s => Data(s.Node))]);

    private static State Name(Statement statement) =>
        statement.Name is { } name ? State.Of(name.Text) : State.None;

    private static State Data(Node node) => node switch
    {
        LiteralNode literal => literal.Value,
        BranchOp branch => State.Of(branch.Op),
        _ => State.Of(new RefState(node)),
    };

    private static StateClass ClassOf(Node node) => node switch
    {
        LiteralNode literal => literal.Value.Class,
        TupleNode => StateClass.Tuple,
        MapNode => StateClass.Map,
        IdRef => StateClass.RefId,
        GetRef => StateClass.RefGet,
        PutRef => StateClass.RefPut,
        PostRef => StateClass.RefPost,
        DeleteRef => StateClass.RefDelete,
        IfRef => StateClass.RefIf,
        CondRef => StateClass.RefCond,
        CaseRef => StateClass.RefCase,
        AfterRef => StateClass.RefAfter,
        WhileRef => StateClass.RefWhile,
        ForEachRef => StateClass.RefForEach,
        WithRef => StateClass.RefWith,
        ClosureNode => StateClass.Closure,
        ClassNode => StateClass.Class,
        InstanceNode => StateClass.Instance,
        _ => throw new BugException($"{node.GetType().Name} has no class"),
    };

    private static Func<State, State> OfOp(Func<OpDef, State> body) => OfParameter(given =>
        given.As<OpDef>() is { } op ? body(op)
        : Arguments.Wrong("reflect", "an op's definition", given));

    private static Func<State, State> OfParameter(Func<State, State> body) => parameters =>
    {
        var name = parameters.As<MapState>()!.TryGet("op", out _) ? "op" : "scalar";
        return Parameters.TryRead(parameters, [name], [], out var given, out var fault)
            ? body(given[0]) : State.Of(fault);
    };
}
