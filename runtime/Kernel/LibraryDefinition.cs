using TinyChain.Ir.Ops;
using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Execution;

namespace TinyChain.Runtime.Kernel;

/// <summary>Reads and checks the body of a library's install (spec/host.md 2.3).</summary>
public static class LibraryDefinition
{
    private const string Holder = "a library";

    /// <summary>
    /// The attributes, as a map: `{"&lt;link of the item&gt;": {attr: …}}` arrives as a POST
    /// reference to that link. Class definitions are POST references too, and are held as data.
    /// </summary>
    public static State Read(Link item, State body)
    {
        if (body.As<RefState>()?.Node is not PostRef { Subject: LinkSubject subject } definition)
            return Refuse($"an install takes {{\"{item}\": {{name: attribute, …}}}}");
        if (!subject.Link.Path.AsSpan().SequenceEqual(item.Path.AsSpan()))
            return Refuse($"the definition is of {subject.Link}, but was put at {item}");
        var given = DefinitionMap.Read(
            definition.Parameters, Holder,
            (name, node) => Dependencies.Read(name, node) ?? DefinitionMap.Refuse(name, Holder));
        return given.As<MapState>() is { } attributes
            && Dependencies.Refuse(attributes) is { } fault ? State.Of(fault) : given;
    }

    /// <summary>Why attributes can't be served, or null.</summary>
    internal static Fault? Compile(ICompiledOps ops, Link item, State attributes) =>
        AttributeOps.Compile(
            ops, attributes.As<MapState>()!, $"/{AttributeOps.Escape(item.ToString())}",
            Refuse);

    /// <summary>Why a library may not hold an op, for its kind; or null.</summary>
    public static string? Refuse(OpDef op) => op.Kind is not (OpKind.Put or OpKind.Delete) ? null
        : "a library may not define write operations (PUT and DELETE ops); make it a service";

    private static State Refuse(string message) => State.Of(Fault.BadRequest(message));
}
