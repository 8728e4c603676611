using TinyChain.Ir.Ops;
using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Execution;

namespace TinyChain.Runtime.Kernel.Services;

/// <summary>
/// Reads, checks and rewrites the body of a service's install (spec/host.md 2.3, 2.4).
/// </summary>
internal static class ServiceDefinition
{
    private const string Holder = "a service";

    /// <summary>
    /// The attributes of the version, as a map: ops rewritten, chains as data; or the fault that
    /// names the attribute which can't be installed. `host` is this host's own.
    /// </summary>
    internal static State Read(ICompiledOps ops, Link version, string? host, State body)
    {
        var item = Link.Of(version.Path.AsSpan()[..^1]);
        if (body.As<RefState>()?.Node is not PostRef { Subject: LinkSubject subject } definition)
            return Refuse($"an install takes {{\"{item}\": {{name: attribute, …}}}}");
        if (!subject.Link.Path.AsSpan().SequenceEqual(item.Path.AsSpan()))
            return Refuse($"the definition is of {subject.Link}, but was put at {item}");
        var given = DefinitionMap.Read(
            definition.Parameters, Holder,
            (name, node) => Dependencies.Read(name, node) ?? ReadChain(version, name, node));
        if (given.As<MapState>() is not { } attributes) return given;
        if (Dependencies.Refuse(attributes) is { } refusal) return State.Of(refusal);
        if (attributes.TryGet(Grants.Name.Text, out var grants)
            && Grants.Read(grants, out var tooMuch) is null) return State.Of(tooMuch!);
        var own = new OwnVersion(version, host, subject.Link.Host);
        var rewritten = Rewrite(attributes, own);
        return rewritten.As<MapState>() is { } map
            && AttributeOps.Compile(
                ops, map, $"/{AttributeOps.Escape(subject.Link.ToString())}",
                op => ForeignWrites.Refuse(op, own)) is { } fault
                    ? State.Of(fault) : rewritten;
    }

    private static State ReadChain(Link version, Id name, Node node) =>
        ChainAttribute.Read(node, version.Append(name), out var fault)?.ToState()
        ?? State.Of(new Fault(
            FaultKind.BadRequest, $"attribute '{name}': {fault!.Message}", fault.Stack));

    private static State Rewrite(MapState attributes, OwnVersion own) =>
        State.Map(attributes.Keys, [.. attributes.Values.Select(v => Rewrite(v, own))]);

    // Depth: Limits.StateDepth.
    private static State Rewrite(State value, OwnVersion own)
    {
        if (value.As<OpDef>() is { } op) return State.Of(Rewrite(op, own));
        if (value.As<TupleState>() is { } tuple)
            return State.Tuple([.. tuple.Items.Select(i => Rewrite(i, own))]);
        return value.As<MapState>() is { } map ? Rewrite(map, own) : value;
    }

    private static OpDef Rewrite(OpDef op, OwnVersion own) => op.Kind switch
    {
        OpKind.Get or OpKind.Post => new AbsoluteOps(own).Rewrite(op),
        OpKind.Put or OpKind.Delete => new RelativeOps(own).Rewrite(op),
    };

    private static State Refuse(string message) => State.Of(Fault.BadRequest(message));
}
