using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using TinyChain.Ir.Intrinsics;
using TinyChain.Ir.Ops;
using TinyChain.Ir.Types;
using TinyChain.Ir.Values;

namespace TinyChain.Runtime.Execution;

/// <summary>The bodies of <see cref="PlanIntrinsics"/>, and the builders of containers.</summary>
public static class PlanBodies
{
    private static readonly FrozenDictionary<Intrinsic, Func<State, State, State>> s_bodies =
        new Dictionary<Intrinsic, Func<State, State, State>>
        {
            [PlanIntrinsics.ToBool] = ToBool,
            [PlanIntrinsics.Matches] = Matches,
            [PlanIntrinsics.Comparable] = Comparable,
            [PlanIntrinsics.Callable] = Callable,
            [PlanIntrinsics.Key] = Key,
            [PlanIntrinsics.Native] = Native,
            [PlanIntrinsics.Items] = Items,
            [PlanIntrinsics.Cast] = Cast,
            [PlanIntrinsics.Close] = Close,
            [PlanIntrinsics.Define] = Define,
            [PlanIntrinsics.Instantiate] = Instantiate,
        }.ToFrozenDictionary();

    /// <summary>The body, or null for an intrinsic that isn't the plan's own.</summary>
    public static Func<State, State, State>? Find(Intrinsic intrinsic) =>
        s_bodies.GetValueOrDefault(intrinsic);

    /// <summary>A tuple of the array, which the caller gives up.</summary>
    public static State Tuple(State[] items) =>
        State.Tuple(ImmutableCollectionsMarshal.AsImmutableArray(items));

    /// <summary>A tuple of the first items of the array, which the caller gives up.</summary>
    public static State Pack(State[] items, long count) =>
        Tuple(count == items.Length ? items : items[..(int)count]);

    /// <summary>A map with the keys of `shape`, in order, and these values.</summary>
    public static State Map(State shape, State[] values) => State.Map(
        shape.As<MapState>()!.Keys, ImmutableCollectionsMarshal.AsImmutableArray(values));

    public static State ToBool(State value, State unused) => Casting.ToBool(value);

    public static State Matches(State condition, State item) =>
        Comparable(item, default) is { IsFault: true } fault ? fault
            : State.Of(ValueEquality.AreEqual(PlainValue.Of(condition), PlainValue.Of(item)));

    public static State Comparable(State value, State unused) =>
        ValueEquality.IsValue(PlainValue.Of(value)) ? value
            : State.Of(Fault.BadRequest($"`case` compares values only, not {value.Class}"));

    public static State Callable(State callee, State unused) =>
        OpCalls.Of(callee) is not null ? callee : State.Of(Fault.BadRequest(
            $"`while` needs ops or closures as condition and step, not {callee.Class}"));

    public static State Key(State key, State unused) => Dispatch.Key(key);

    public static State Native(State parameter, State unused) => Instance.Native(parameter);

    public static State Items(State items, State unused) =>
        items.As<TupleState>() is not null ? items
        : items.As<MapState>() is { } map
            ? State.Tuple([.. map.Keys.Select(key => State.Of(key.Text))])
        : State.Of(Fault.BadRequest(
            $"`for_each` goes through a tuple or the names of a map, not {items.Class}"));

    public static State Cast(State value, State path) =>
        Casting.Cast(StateClass.Find(path.As<string>()!)!, value);

    public static State Close(State captured, State op) =>
        captured.As<MapState>() is { } map
            ? State.Of(new Closure(map, op.As<OpDef>()!))
            : State.Of(Fault.BadRequest(
                $"the context of a closure must be a map, not {captured.Class}"));

    public static State Define(State prototype, State parent) =>
        prototype.As<MapState>() is { } map
            ? State.Of(new ClassDef(parent.As<Link>()!, map))
            : State.Of(Fault.BadRequest(
                $"the prototype of a class must be a map, not {prototype.Class}"));

    public static State Instantiate(State parent, State unused) =>
        Instance.Of(ClassDef.Empty, parent, MapState.Empty);
}
