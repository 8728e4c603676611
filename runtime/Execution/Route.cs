using System.Collections.Immutable;
using System.Globalization;
using TinyChain.Ir.Diagnostics;
using TinyChain.Ir.Intrinsics;
using TinyChain.Ir.Values;

namespace TinyChain.Runtime.Execution;

/// <summary>
/// Follows a path into maps, tuples and ranges, as far as it names what they hold.
/// </summary>
internal static class Route
{
    /// <summary>
    /// What the path leads to, and the rest of it, which names a method. A map's own keys come
    /// before its methods. A fault for an index that the tuple hasn't got.
    /// </summary>
    internal static (State Target, ImmutableArray<Id> Below) Follow(
        State subject, ImmutableArray<Id> path)
    {
        for (var i = 0; i < path.Length; i++)
        {
            if (Element(subject, path[i].Text) is not { } element) return (subject, path[i..]);
            if (element.IsFault) return (element, []);
            subject = element;
        }

        return (subject, []);
    }

    internal static Fault NotFound(State target, ImmutableArray<Id> rest)
    {
        var names = IntrinsicTable.NamesOf(target.Class);
        if (target.As<MapState>() is { } map) names = map.Keys.Select(k => k.Text).Concat(names);
        return Fault.NotFound($"{target.Class} has nothing at '{string.Join('/', rest)}'"
            + Spelling.Suggest(rest[0].Text, names));
    }

    private static State? Element(State subject, string name)
    {
        if (subject.As<MapState>() is { } map)
            return map.TryGet(name, out var entry) ? entry : null;
        if (subject.As<RangeState>() is { } range)
            return name == "start" ? range.Start.Value : name == "end" ? range.End.Value : null;
        if (subject.As<TupleState>() is not { } tuple || !char.IsAsciiDigit(name[0])) return null;
        return int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            && index < tuple.Items.Length ? tuple.Items[index]
            : State.Of(Fault.NotFound($"no item {name} in a tuple of {tuple.Items.Length}"));
    }
}
