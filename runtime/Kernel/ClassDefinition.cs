using TinyChain.Ir.Ops;
using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Execution;

namespace TinyChain.Runtime.Kernel;

/// <summary>
/// Reads and checks the body of a class set's install: `{Name: definition, …}`, where a definition
/// is `{"parent link": {prototype}}`, the parent's link alone, or anything else that can be cast to
/// a class (spec/language.md 4.1, 4.4, J11).
/// </summary>
internal static class ClassDefinition
{
    private const string Shape =
        "an install takes {\"Name\": {\"parent link\": {attribute: value, …}}, …}";

    /// <summary>The classes by their names, as a map, or the fault that refuses them.</summary>
    internal static State Read(ICompiledOps ops, Link item, State body)
    {
        var (names, definitions) = Entries(item, body);
        if (names.Count == 0) return Refuse(Shape);
        var classes = new MapBuilder();
        for (var i = 0; i < names.Count; i++)
        {
            var definition = ReadClass(names[i], definitions[i]);
            if (definition.As<ClassDef>() is not { } known) return definition;
            if (Compile(ops, names[i], known) is { } fault)
                return State.Of(fault.Saying($"class '{names[i]}': {fault.Message}"));
            classes.Set(names[i], definition);
        }

        return classes.ToState();
    }

    private static Fault? Compile(ICompiledOps ops, Id name, ClassDef definition)
    {
        var parent = AttributeOps.Escape(definition.Parent.ToString());
        return AttributeOps.Compile(
            ops, definition.Prototype, $"/{AttributeOps.Escape(name.Text)}/{parent}", _ => null);
    }

    /// <summary>A literal has no node of its own: as a state it is a definition already.</summary>
    private static (IReadOnlyList<Id> Names, IReadOnlyList<State> Definitions) Entries(
        Link item, State body)
    {
        if (body.As<MapState>() is { } map) return (map.Keys, map.Values);
        return body.As<RefState>()?.Node switch
        {
            MapNode node => (node.Keys, [.. node.Values.Select(ToState)]),
            PostRef { Subject: LinkSubject subject } wrapped when IsOf(subject.Link, item) =>
                Entries(item, ToState(wrapped.Parameters)),
            _ => ([], []),
        };
    }

    private static State ToState(Node node) =>
        node is LiteralNode literal ? literal.Value : State.Of(new RefState(node));

    private static bool IsOf(Link link, Link item) =>
        link.Path.AsSpan().SequenceEqual(item.Path.AsSpan());

    private static State ReadClass(Id name, State definition)
    {
        if (definition.As<RefState>()?.Node is PostRef { Subject: LinkSubject subject } post)
        {
            var prototype = DefinitionMap.Read(post.Parameters, $"class '{name}'");
            return prototype.As<MapState>() is { } map
                ? State.Of(new ClassDef(subject.Link, map)) : prototype;
        }

        return ClassDef.From(definition) is { } known ? State.Of(known)
            : Refuse($"'{name}' is no class: {Shape}");
    }

    private static State Refuse(string message) => State.Of(Fault.BadRequest(message));
}
