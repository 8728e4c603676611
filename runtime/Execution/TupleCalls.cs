using System.Collections.Immutable;
using TinyChain.Ir.Intrinsics;
using TinyChain.Ir.Ops;
using TinyChain.Ir.Types;
using TinyChain.Ir.Values;

namespace TinyChain.Runtime.Execution;

/// <summary>
/// The methods of tuples that call an op for each item (spec/language.md 5.4, T3).
/// </summary>
internal static class TupleCalls
{
    internal static ValueTask<State> Call(
        CallContext context, Intrinsic method, State tuple, State argument)
    {
        var items = tuple.As<TupleState>()!.Items;
        return method == ContainerIntrinsics.TupleMap ? Map(context, items, argument)
            : method == ContainerIntrinsics.TupleForEach
                ? ForEach(context, items, argument.As<MapState>()!)
            : method == ContainerIntrinsics.TupleFilter ? Filter(context, items, argument)
            : Fold(context, items, argument.As<MapState>()!, method.Name);
    }

    private static async ValueTask<State> Map(
        CallContext context, ImmutableArray<State> items, State op)
    {
        if (NotCallable(op) is { } refusal) return refusal;
        var results = ImmutableArray.CreateBuilder<State>(items.Length);
        foreach (var item in items)
        {
            var result = await OpCalls.CallWith(context, op, item).ConfigureAwait(false);
            if (result.IsFault) return result;
            results.Add(result);
        }

        return State.Tuple(results.MoveToImmutable());
    }

    private static async ValueTask<State> ForEach(
        CallContext context, ImmutableArray<State> items, MapState parameters)
    {
        _ = parameters.TryGet("op", out var op);
        if (NotCallable(op) is { } refusal) return refusal;
        var itemName = State.None;
        if (parameters.TryGet("item_name", out var given))
            itemName = Casting.Cast(StateClass.Id, given);
        if (itemName.IsFault) return itemName;
        var name = OpCalls.Of(op)?.Op.Kind == OpKind.Post ? itemName.As<Id>() : null;
        foreach (var item in items)
        {
            var state = name is null ? item : With(MapState.Empty, name, item);
            var result = await OpCalls.CallWith(context, op, state).ConfigureAwait(false);
            if (result.IsFault) return result;
        }

        return State.None;
    }

    private static async ValueTask<State> Filter(
        CallContext context, ImmutableArray<State> items, State op)
    {
        if (NotCallable(op) is { } refusal) return refusal;
        var kept = ImmutableArray.CreateBuilder<State>();
        foreach (var item in items)
        {
            var result = await OpCalls.CallWith(context, op, item).ConfigureAwait(false);
            var isKept = result.IsFault ? result : Casting.ToBool(result);
            if (isKept.IsFault) return isKept;
            if (isKept.AsBool) kept.Add(item);
        }

        return State.Tuple(kept.ToImmutable());
    }

    private static async ValueTask<State> Fold(
        CallContext context, ImmutableArray<State> items, MapState parameters, string method)
    {
        _ = parameters.TryGet("op", out var op) & parameters.TryGet("value", out var state)
            & parameters.TryGet("item_name", out var itemName);
        if (NotCallable(op) is { } refusal) return refusal;
        var name = Casting.Cast(StateClass.Id, itemName);
        if (name.IsFault) return name;
        foreach (var item in items)
        {
            if (state.As<MapState>() is not { } entries) return NotMap(method, state);
            state = await OpCalls.CallWith(context, op, With(entries, name.As<Id>()!, item))
                .ConfigureAwait(false);
            if (state.IsFault) return state;
        }

        return state.As<MapState>() is null ? NotMap(method, state) : state;
    }

    private static State With(MapState entries, Id name, State item)
    {
        var builder = new MapBuilder();
        for (var i = 0; i < entries.Count; i++) builder.Set(entries.Keys[i], entries.Values[i]);
        builder.Set(name, item);
        return builder.ToState();
    }

    private static State NotMap(string method, State state) => State.Of(Fault.BadRequest(
        $"`{method}` needs a map as its value, at first and from its op, not {state.Class}"));

    private static State? NotCallable(State op) => OpCalls.Of(op) is not null ? null
        : State.Of(Fault.BadRequest($"`op` must be an op or a closure, not {op.Class}"));
}
