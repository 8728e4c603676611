using TinyChain.Ir.Intrinsics;
using TinyChain.Ir.Values;

namespace TinyChain.Ir.Checking;

/// <summary>
/// A call of a tuple's `map`, `filter`, `for_each` or `fold` whose op is known and pure. `State` is
/// what a fold goes on with, `ItemName` the parameter that its op, or that of `for_each`, gets the
/// item by.
/// </summary>
public sealed record InlinedList(Intrinsic Method, StateType Item, TypedOp Callee)
{
    public StateType? State { get; init; }

    public Id? ItemName { get; init; }

    /// <summary>What is known of the call's result.</summary>
    public StateType Result =>
        Method == ContainerIntrinsics.TupleMap ? StateType.Tuple(Callee.Result)
        : Method == ContainerIntrinsics.TupleFilter ? StateType.Tuple(Item)
        : State ?? StateType.None;
}
