using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using TinyChain.Ir.Intrinsics;
using TinyChain.Ir.Ops;
using TinyChain.Ir.Types;
using TinyChain.Ir.Values;

namespace TinyChain.Runtime.Execution;

/// <summary>
/// The bodies of <see cref="PlanIntrinsics"/>, and the builders of containers. None is inlined, for
/// the reason that <see cref="OpConstants"/> gives.
/// </summary>
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
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static State Tuple(State[] items) =>
        State.Tuple(ImmutableCollectionsMarshal.AsImmutableArray(items));

    /// <summary>A tuple of the first items of the array, which the caller gives up.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static State Pack(State[] items, long count) =>
        Tuple(count == items.Length ? items : items[..(int)count]);

    /// <summary>Sets an item of a container that is being made.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Put(State[] items, int index, State item) => items[index] = item;

    /// <summary>A bool as a state, out of line.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static State Box(bool value) => State.Of(value);

    /// <summary>An int/64 as a state, out of line.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static State Box(long value) => State.Of(value);

    /// <summary>A float/64 as a state, out of line.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static State Box(double value) => State.Of(value);

    /// <summary>Whether a container could not be made.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static bool IsRefused(State container) => container.IsFault;

    /// <summary>A map with the keys of `shape`, in order, and these values.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static State Map(State shape, State[] values) => State.Map(
        shape.As<MapState>()!.Keys, ImmutableCollectionsMarshal.AsImmutableArray(values));

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static State ToBool(State value, State unused) => Casting.ToBool(value);

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static State Matches(State condition, State item) =>
        Comparable(item, default) is { IsFault: true } fault ? fault
            : State.Of(ValueEquality.AreEqual(PlainValue.Of(condition), PlainValue.Of(item)));

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static State Comparable(State value, State unused) =>
        ValueEquality.IsValue(PlainValue.Of(value)) ? value
            : State.Of(Fault.BadRequest($"`case` compares values only, not {value.Class}"));

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static State Callable(State callee, State unused) =>
        OpCalls.Of(callee) is not null ? callee : State.Of(Fault.BadRequest(
            $"`while` needs ops or closures as condition and step, not {callee.Class}"));

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static State Key(State key, State unused) => Dispatch.Key(key);

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static State Native(State parameter, State unused) => Instance.Native(parameter);

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static State Items(State items, State unused) =>
        items.As<TupleState>() is not null ? items
        : items.As<MapState>() is { } map
            ? State.Tuple([.. map.Keys.Select(key => State.Of(key.Text))])
        : State.Of(Fault.BadRequest(
            $"`for_each` goes through a tuple or the names of a map, not {items.Class}"));

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static State Cast(State value, State path) =>
        Casting.Cast(StateClass.Find(path.As<string>()!)!, value);

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static State Close(State captured, State op) =>
        captured.As<MapState>() is { } map
            ? State.Of(new Closure(map, op.As<OpDef>()!))
            : State.Of(Fault.BadRequest(
                $"the context of a closure must be a map, not {captured.Class}"));

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static State Define(State prototype, State parent) =>
        prototype.As<MapState>() is { } map
            ? State.Of(new ClassDef(parent.As<Link>()!, map))
            : State.Of(Fault.BadRequest(
                $"the prototype of a class must be a map, not {prototype.Class}"));

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static State Instantiate(State parent, State unused) =>
        Instance.Of(ClassDef.Empty, parent, MapState.Empty);
}
