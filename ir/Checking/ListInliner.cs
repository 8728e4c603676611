using TinyChain.Ir.Intrinsics;
using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;

namespace TinyChain.Ir.Checking;

/// <summary>
/// Finds the calls of a tuple's methods that call a known, pure op for each item (5.4, T3): they
/// are written in place, as loops.
/// </summary>
internal sealed class ListInliner(TypedOp typed, Inliner inliner)
{
    private static readonly Id s_op = Id.Of("op");
    private static readonly Id s_itemName = Id.Of("item_name");
    private static readonly Id s_value = Id.Of("value");

    /// <summary>The loop, kept for the planner; null where the method must be called.</summary>
    internal InlinedList? Find(OpRef reference)
    {
        if (reference is not PostRef { Subject: IdSubject { IsSelf: false } subject } post)
            return null;
        var path = SubjectPath.Of(typed, subject);
        var given = typed.TypeOf(post.Parameters);
        if (path.Rest is not [var name] || given.Field(s_op) is not { Op: not null } op)
            return null;
        if (!ReferenceEquals(path.Type.Class, StateClass.Tuple)) return null;
        var method = IntrinsicTable.Find(path.Type.Class, name.Text);
        if (method is not { CallsOps: true } || !Takes(method, given)) return null;
        var item = path.Type.Item ?? StateType.Any;
        var list = method == ContainerIntrinsics.TupleFold
            || method == ContainerIntrinsics.TupleReduce
            ? Fold(post, (item, op, given.Field(s_value)!))
            : method == ContainerIntrinsics.TupleForEach ? ForEach(post, (item, op))
            : Each(method, item, inliner.CallWith(op, item));
        if (list is not null) typed.Inline(reference, list);
        return list;
    }

    private static InlinedList? Each(Intrinsic method, StateType item, TypedOp? callee) =>
        callee is null ? null : new(method, item, callee);

    private InlinedList? ForEach(PostRef post, (StateType Item, StateType Op) given)
    {
        var (item, op) = given;
        // A name that is none is refused, also where nobody uses it.
        if (typed.TypeOf(post.Parameters).Field(s_itemName) is not null && ItemName(post) is null)
            return null;
        if (op.Op!.Kind != Ops.OpKind.Post)
            return Each(ContainerIntrinsics.TupleForEach, item, inliner.CallWith(op, item));
        if (ItemName(post) is not { } name) return null;
        var list = Each(
            ContainerIntrinsics.TupleForEach, item,
            inliner.CallWith(op, StateType.Map([(name, item)])));
        return list is null ? null : list with { ItemName = name };
    }

    /// <summary>The state's type is what every turn keeps, as with `while`.</summary>
    private InlinedList? Fold(
        PostRef post, (StateType Item, StateType Op, StateType Value) given)
    {
        var (item, op, state) = given;
        if (ItemName(post) is not { } name) return null;
        for (var round = 0; round < Inliner.MaxRounds && state.IsMap; round++)
        {
            var entries = state.Names.Zip(state.Fields).Where(f => !f.First.Equals(name));
            if (inliner.CallWith(op, StateType.Map(entries.Append((name, item)))) is not { } turn)
                return null;
            var next = state.Join(turn.Result);
            if (next.Equals(state))
            {
                return new InlinedList(ContainerIntrinsics.TupleFold, item, turn)
                {
                    State = state,
                    ItemName = name,
                };
            }

            state = next;
        }

        return null;
    }

    /// <summary>Whether the parameters are those that the method declares.</summary>
    private static bool Takes(Intrinsic method, StateType given) =>
        method.Parameters!.Value.All(p => given.Field(Id.Of(p)) is not null)
        && given.Names.All(n =>
            method.Parameters.Value.Contains(n.Text) || method.Optional.Contains(n.Text));

    /// <summary>The name that the op gets the item by, where it is a constant.</summary>
    private static Id? ItemName(PostRef post)
    {
        var constant = post.Parameters switch
        {
            LiteralNode { Value: var all } when all.As<MapState>() is { } map
                && map.TryGet("item_name", out var value) => value,
            MapNode map => map.Keys.Zip(map.Values)
                .Where(e => e.First.Text == "item_name")
                .Select(e => (e.Second as LiteralNode)?.Value ?? State.None).FirstOrDefault(),
            _ => State.None,
        };
        return constant.As<Id>() ?? (constant.As<string>() is { } text
            && Id.TryParse(text, out var name, out _) ? name : null);
    }
}
