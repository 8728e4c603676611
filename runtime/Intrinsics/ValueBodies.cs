using System.Collections.Concurrent;
using System.Collections.Immutable;
using TinyChain.Ir.Intrinsics;
using TinyChain.Ir.Ops;
using TinyChain.Ir.Types;
using TinyChain.Ir.Values;

namespace TinyChain.Runtime.Intrinsics;

/// <summary>
/// The methods of every state and of every value (spec/language.md 5.1, 5.2, T4).
/// </summary>
public static class ValueBodies
{
    // Native classes are a closed set, so this is bounded; it spares parsing a path per call.
    private static readonly ConcurrentDictionary<StateClass, State> s_links = new();

    internal static readonly ImmutableArray<(Intrinsic, Func<State, State, State>)> All =
    [
        (ValueIntrinsics.Class, Class), (ValueIntrinsics.Hash, Hash),
        (ValueIntrinsics.IsNone, IsNone), (ValueIntrinsics.Copy, Copy), (ValueIntrinsics.Eq, Eq),
        (ValueIntrinsics.Ne, Ne), (ValueIntrinsics.Gt, Gt), (ValueIntrinsics.Ge, Ge),
        (ValueIntrinsics.Lt, Lt), (ValueIntrinsics.Le, Le),
    ];

    /// <summary>A link to the native class.</summary>
    public static State Class(State receiver, State argument) =>
        s_links.GetOrAdd(receiver.Class, c => State.Of(Link.Local(c.Path)));

    /// <summary>The hash of 7.5, as an Id of 64 hexadecimal digits.</summary>
    public static State Hash(State receiver, State argument) =>
        HoldsCollection(receiver)
            ? State.Of(Fault.BadRequest($"a {receiver.Class.Name} with a collection inside has no "
                + "hash, since it may change: ask the collection for its own"))
            : State.Of(Id.Of(StateHash.Of(receiver).ToString()));

    /// <summary>See <see cref="IsNoneLike"/>.</summary>
    public static State IsNone(State receiver, State argument) => State.Of(IsNoneLike(receiver));

    /// <summary>What counts as none (2.5): None, an empty tuple or map, the default link.</summary>
    public static bool IsNoneLike(State state) =>
        state.IsNone
        || state.As<TupleState>() is { Items.IsEmpty: true }
        || state.As<MapState>() is { Count: 0 }
        || state.As<Link>() is { IsDefault: true };

    /// <summary>The state itself, as states don't change. A closure has no copy (5.1).</summary>
    public static State Copy(State receiver, State argument) => receiver.As<Closure>() is null
        ? receiver : State.Of(Fault.NotFound("a closure has no method copy"));

    public static State Eq(State receiver, State argument) =>
        Arguments.NoValue("eq", argument) is { } fault
            ? State.Of(fault) : State.Of(ValueEquality.AreEqual(receiver, argument));

    public static State Ne(State receiver, State argument) =>
        Arguments.NoValue("ne", argument) is { } fault
            ? State.Of(fault) : State.Of(!ValueEquality.AreEqual(receiver, argument));

    public static State Gt(State receiver, State argument) =>
        Order("gt", receiver, argument, out var order) ?? State.Of(order > 0);

    public static State Ge(State receiver, State argument) =>
        Order("ge", receiver, argument, out var order) ?? State.Of(order >= 0);

    public static State Lt(State receiver, State argument) =>
        Order("lt", receiver, argument, out var order) ?? State.Of(order < 0);

    public static State Le(State receiver, State argument) =>
        Order("le", receiver, argument, out var order) ?? State.Of(order <= 0);

    // Limits.StateDepth bounds the recursion.
    private static bool HoldsCollection(State state) => state.As<StateObject>() switch
    {
        TupleState tuple => tuple.Items.Any(HoldsCollection),
        MapState map => map.Values.Any(HoldsCollection),
        Closure closure => closure.Captured.Values.Any(HoldsCollection),
        Instance instance => HoldsCollection(Instance.Native(State.Of(instance))),
        _ => state.Class.Is(StateClass.Collection) || state.Class.Is(StateClass.Chain),
    };

    /// <summary>
    /// A fault where the two have no order, for being of two classes (T4). A tuple is a value where
    /// its items are; those may be of two classes, for a collation orders the classes too (7.4).
    /// </summary>
    private static State? Order(string method, State receiver, State argument, out int order)
    {
        order = 0;
        if ((Arguments.NoValue(method, receiver) ?? Arguments.NoValue(method, argument))
            is { } fault) return State.Of(fault);
        if (!Collation.AreComparable(receiver, argument))
            return Arguments.Wrong(method, $"another {receiver.Class.Name}", argument);
        order = Collation.Compare(receiver, argument);
        return null;
    }
}
