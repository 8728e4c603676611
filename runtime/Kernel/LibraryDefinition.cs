using TinyChain.Ir;
using TinyChain.Ir.Ops;
using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Execution;

namespace TinyChain.Runtime.Kernel;

/// <summary>Reads and checks the body of a library's install (spec/host.md 2.3).</summary>
internal static class LibraryDefinition
{
    /// <summary>
    /// The attributes, as a map: `{"&lt;link of the item&gt;": {attr: …}}` arrives as a POST
    /// reference to that link. Class definitions are POST references too, and are held as data.
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

    /// <summary>
    /// Why attributes can't be served, or null: the first reason is the message, the others are
    /// the stack, each with its attribute and the JSON pointer of its op.
    /// </summary>
    internal static Fault? Compile(ICompiledOps ops, Link item, State attributes)
    {
        var problems = new List<string>();
        var map = attributes.As<MapState>()!;
        for (var i = 0; i < map.Count; i++)
        {
            var at = $"/{Escape(item.ToString())}/{Escape(map.Keys[i].Text)}";
            Compile(ops, map.Values[i], at, p => problems.Add($"attribute '{map.Keys[i]}': {p}"));
        }

        return problems.Count == 0 ? null : new Fault(
            FaultKind.BadRequest, problems[0], [.. problems.Skip(1).Take(Limits.FaultStack)]);
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
    private static void Compile(ICompiledOps ops, State state, string at, Action<string> report)
    {
        if (state.As<OpDef>() is { } op) Compile(ops, op, at, report);
        var tuple = state.As<TupleState>()?.Items ?? [];
        for (var i = 0; i < tuple.Length; i++) Compile(ops, tuple[i], $"{at}/{i}", report);
        if (state.As<MapState>() is not { } map) return;
        for (var i = 0; i < map.Count; i++)
            Compile(ops, map.Values[i], $"{at}/{Escape(map.Keys[i].Text)}", report);
    }

    private static void Compile(ICompiledOps ops, OpDef op, string at, Action<string> report)
    {
        if (op.Kind is OpKind.Put or OpKind.Delete)
        {
            report("a library may not define write operations (PUT and DELETE ops); "
                + $"make it a service (at {at})");
        }
        else if (ops.Get(op, out var fault) is null)
        {
            foreach (var problem in fault!.Stack.Prepend(fault.Message))
                report($"{problem} (at {at}/{Escape(op.Class.Path)})");
        }
    }

    /// <summary>A name as a part of a JSON pointer.</summary>
    private static string Escape(string name) =>
        name.Replace("~", "~0", StringComparison.Ordinal)
            .Replace("/", "~1", StringComparison.Ordinal);

    private static State Refuse(string message) => State.Of(Fault.BadRequest(message));
}
