using TinyChain.Ir.Ops;
using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Execution;

namespace TinyChain.Runtime.Kernel;

/// <summary>Reads and checks the body of a library's install (spec/host.md 2.3).</summary>
internal static class LibraryDefinition
{
    /// <summary>
    /// The attributes, as a map: `{"&lt;link of the item&gt;": {attr: …}}` arrives as a POST reference to
    /// that link. Class definitions are POST references too, and are held as data.
    /// </summary>
    internal static State Read(Link item, State body)
    {
        if (body.As<RefState>()?.Node is not PostRef { Subject: LinkSubject subject } definition)
            return Refuse($"an install takes {{\"{item}\": {{name: attribute, …}}}}");
        if (!subject.Link.Path.AsSpan().SequenceEqual(item.Path.AsSpan()))
            return Refuse($"the definition is of {subject.Link}, but was put at {item}");
        return definition.Parameters switch
        {
            LiteralNode { Value: var map } => map,
            MapNode map => ReadMap(map),
            _ => Refuse("an install takes a map of attributes, without references around it"),
        };
    }

    /// <summary>The first reason why an attribute can't be served, or null.</summary>
    internal static Fault? Compile(ICompiledOps ops, State attributes)
    {
        var map = attributes.As<MapState>()!;
        for (var i = 0; i < map.Count; i++)
        {
            if (Compile(ops, map.Keys[i], map.Values[i]) is { } fault) return fault;
        }

        return null;
    }

    private static State ReadMap(MapNode node)
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
                return Refuse($"attribute '{name}' is a reference; a library holds scalars, ops, "
                    + "and classes");
        }

        return attributes.ToState();
    }

    // An op can be called wherever it stands in an attribute. Depth: Limits.StateDepth.
    private static Fault? Compile(ICompiledOps ops, Id name, State state)
    {
        if (state.As<OpDef>() is { } op) return Compile(ops, name, op);
        var inside = state.As<TupleState>()?.Items ?? state.As<MapState>()?.Values ?? [];
        foreach (var item in inside)
        {
            if (Compile(ops, name, item) is { } fault) return fault;
        }

        return null;
    }

    private static Fault? Compile(ICompiledOps ops, Id name, OpDef op)
    {
        if (op.Kind is OpKind.Put or OpKind.Delete)
            return Fault.BadRequest($"attribute '{name}': a library may not define write "
                + "operations (PUT and DELETE ops); make it a service");
        return ops.Get(op, out var fault) is null
            ? new Fault(fault!.Kind, $"attribute '{name}': {fault.Message}", fault.Stack) : null;
    }

    private static State Refuse(string message) => State.Of(Fault.BadRequest(message));
}
