using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;

namespace TinyChain.Runtime.Kernel;

/// <summary>
/// The attributes of what is installed: a library, or the prototype of a class (spec/host.md 2.3).
/// A class definition among them is a POST reference, and is held as data; no other reference may
/// stand there (X7 of spec/language.md).
/// </summary>
internal static class DefinitionMap
{
    /// <summary>The attributes, as a map, or the fault that refuses one.</summary>
    internal static State Read(Node attributes, string holder) => attributes switch
    {
        LiteralNode { Value: var map } when map.As<MapState>() is not null => map,
        MapNode map => Read(map, holder),
        _ => State.Of(Fault.BadRequest($"{holder} takes a map of attributes")),
    };

    private static State Read(MapNode node, string holder)
    {
        var attributes = new MapBuilder();
        for (var i = 0; i < node.Keys.Length; i++)
        {
            var name = node.Keys[i];
            if (node.Values[i] is LiteralNode literal)
                attributes.Set(name, literal.Value);
            else if (node.Values[i] is PostRef { Subject: LinkSubject } classDefinition)
                attributes.Set(name, State.Of(new RefState(classDefinition)));
            else
                return State.Of(Fault.BadRequest($"attribute '{name}' is a reference; "
                    + $"{holder} holds scalars, ops, and classes"));
        }

        return attributes.ToState();
    }
}
