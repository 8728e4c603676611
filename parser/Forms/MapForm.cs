using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;
using TinyChain.Parser.Syntax;

namespace TinyChain.Parser.Forms;

/// <summary>`{name: value, …}`: a map; and the places where an object is always a map (J10).</summary>
internal static class MapForm
{
    /// <summary>The object as a map, whatever its names look like.</summary>
    public static Term Parse(Scope scope, SyntaxValue value)
    {
        var map = new MapCollector(scope);
        foreach (var (name, member) in value.Entries)
        {
            var isId = Id.TryParse(name.Text(), out var id, out var problem);
            if (!isId) scope.Errors.BadId(name.Span, problem ?? "");
            map.Add(id, name.Span, JsonForm.Parse(scope, member));
        }

        return map.ToTerm(value.Span);
    }

    /// <summary>A list of `[name, value]` pairs as a map.</summary>
    public static Term ParsePairs(Scope scope, SyntaxValue list)
    {
        var map = new MapCollector(scope);
        foreach (var pair in list.Items)
        {
            if (pair.Kind != SyntaxKind.Array || pair.Count != 2)
            {
                map.AddBad(scope.Errors.NoPair(pair.Span));
                continue;
            }

            var id = IdForm.ParseName(scope, pair.First);
            map.Add(id, pair.First.Span, JsonForm.Parse(scope, pair.Item(1)));
        }

        return map.ToTerm(list.Span);
    }

    /// <summary>
    /// Where only a map makes sense: an object, a list of pairs, or an object that forces a map.
    /// </summary>
    public static Term ParseArgument(Scope scope, SyntaxValue value)
    {
        if (value.Kind == SyntaxKind.Array) return ParsePairs(scope, value);
        if (value.Kind != SyntaxKind.Object) return scope.Errors.NoMap(value.Span);
        if (!ObjectForm.HasSubject(value)) return Parse(scope, value);
        var term = JsonForm.Parse(scope, value);
        return term.IsBad || term.IsMap ? term : scope.Errors.NoMap(value.Span);
    }

    /// <summary>
    /// A map in any place. Plainly, `{"x": []}` would read as an Id, so that one shape is forced.
    /// </summary>
    public static void Write(FormWriter writer, MapState map)
    {
        var isForced = map.Count == 1 && map.Values[0].As<TupleState>() is { Items.IsEmpty: true };
        if (isForced) writer.Open(StateClass.Map);
        WriteMembers(writer, map);
        if (isForced) writer.Json.WriteEndObject();
    }

    /// <summary>A map with references inside: its names in ordinal order, as everywhere (J7).</summary>
    public static void Write(FormWriter writer, MapNode map)
    {
        writer.Json.WriteStartObject();
        foreach (var index in Enumerable.Range(0, map.Keys.Length).OrderBy(i => map.Keys[i]))
        {
            writer.Name(map.Keys[index].Text);
            writer.Node(map.Values[index]);
        }

        writer.Json.WriteEndObject();
    }

    /// <summary>A map where nothing but a map can stand.</summary>
    public static void WriteMembers(FormWriter writer, MapState map)
    {
        writer.Json.WriteStartObject();
        for (var i = 0; i < map.Count; i++)
        {
            writer.Name(map.Keys[i].Text);
            writer.State(map.Values[i]);
        }

        writer.Json.WriteEndObject();
    }

    /// <summary>A node of a map where nothing but a map can stand.</summary>
    public static void WriteMembers(FormWriter writer, Node node)
    {
        if (node is LiteralNode { Value: var value } && value.As<MapState>() is { } map)
            WriteMembers(writer, map);
        else writer.Node(node);
    }
}
