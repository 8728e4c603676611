using System.Collections.Immutable;
using TinyChain.Ir.Intrinsics;
using TinyChain.Ir.Types;
using TinyChain.Ir.Values;

namespace TinyChain.Runtime.Intrinsics;

/// <summary>The methods of maps (spec/language.md 5.5 with T1, T2).</summary>
public static class MapBodies
{
    internal static readonly ImmutableArray<(Intrinsic, Func<State, State, State>)> All =
    [
        (ContainerIntrinsics.MapLen, Len), (ContainerIntrinsics.MapEq, Eq),
        (ContainerIntrinsics.MapNe, Ne),
    ];

    public static State Len(State receiver, State argument) =>
        State.Of((ulong)receiver.As<MapState>()!.Count);

    public static State Eq(State receiver, State argument)
    {
        if (argument.As<MapState>() is not { } other)
            return Arguments.Wrong("eq", "a map", argument);
        var map = receiver.As<MapState>()!;
        if (map.Count != other.Count) return State.Of(false);
        return NoValue(map) ?? NoValue(other)
            ?? State.Of(ValueEquality.AreEqual(receiver, argument));
    }

    public static State Ne(State receiver, State argument)
    {
        var equal = Eq(receiver, argument);
        return equal.IsFault ? equal : State.Of(!equal.AsBool);
    }

    /// <summary>
    /// A GET on the map: itself without a key, or the entry that an Id, a string, an integer or a
    /// version names. Called by the dispatcher.
    /// </summary>
    public static State Entry(State map, State key)
    {
        if (key.IsNone) return map;
        if (!Arguments.TryName(key, out var name, out var problem))
            return State.Of(Fault.BadRequest(problem));
        return map.As<MapState>()!.TryGet(name.Text, out var value)
            ? value : State.Of(Fault.NotFound(
                $"the map has no entry '{name}': it has {Keys(map)}"));
    }

    /// <summary>
    /// The map that a tuple of `[id, state]` pairs spells; a fault where it does not.
    /// </summary>
    internal static State FromPairs(TupleState pairs)
    {
        var map = new MapBuilder();
        foreach (var item in pairs.Items)
        {
            if (item.As<TupleState>() is not { Items: [var key, var value] })
                return Arguments.Wrong("a map", "pairs of a name and a state", item);
            if (!Arguments.TryName(key, out var name, out var problem))
                return State.Of(Fault.BadRequest(problem));
            if (!map.TryAdd(name, value))
                return State.Of(Fault.BadRequest($"'{name}' stands twice among a map's pairs"));
        }

        return map.ToState();
    }

    private static string Keys(State map)
    {
        var keys = map.As<MapState>()!.Keys;
        return keys.IsEmpty ? "none"
            : string.Join(", ", keys.Take(8)) + (keys.Length > 8 ? ", …" : "");
    }

    private static State? NoValue(MapState map)
    {
        for (var i = 0; i < map.Count; i++)
        {
            if (!ValueEquality.IsValue(map.Values[i]))
            {
                return State.Of(Fault.BadRequest("maps are compared by value, and entry "
                    + $"'{map.Keys[i]}' is none: {map.Values[i].Class}"));
            }
        }

        return null;
    }
}
