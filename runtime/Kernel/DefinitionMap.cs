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
    /// <summary>
    /// The attributes, as a map, or the fault that refuses one. `read` may know what another
    /// reference stands for.
    /// </summary>
    internal static State Read(
        Node attributes, string holder, Func<Id, Node, State>? read = null) => attributes switch
    {
        LiteralNode { Value: var map } when map.As<MapState>() is not null => map,
        MapNode map => Read(map, read ?? ((name, _) => Refuse(name, holder))),
        _ => State.Of(Fault.BadRequest($"{holder} takes a map of attributes")),
    };

    /// <summary>Why a reference can't be an attribute.</summary>
    internal static State Refuse(Id name, string holder, string more = "") =>
        State.Of(Fault.BadRequest(
            $"attribute '{name}' is a reference; {holder} holds scalars, ops, and classes{more}"));

    private static State Read(MapNode node, Func<Id, Node, State> read)
    {
        var attributes = new MapBuilder();
        for (var i = 0; i < node.Keys.Length; i++)
        {
            var attribute = node.Values[i] switch
            {
                LiteralNode literal => literal.Value,
                PostRef { Subject: LinkSubject } definition =>
                    State.Of(new RefState(definition)),
                var other => read(node.Keys[i], other),
            };
            if (attribute.IsFault) return attribute;
            attributes.Set(node.Keys[i], attribute);
        }

        return attributes.ToState();
    }
}
