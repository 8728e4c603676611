using TinyChain.Ir.Ops;
using TinyChain.Ir.Values;
using TinyChain.Parser.Syntax;

namespace TinyChain.Parser.Forms;

/// <summary>
/// `{"/state/object/class": {"parent link": {prototype}}}`, or a link alone, or
/// `[link, {prototype}]` (spec/language.md 2.6). A bare prototype is refused. References in the
/// prototype are resolved where the class is (J19).
/// </summary>
internal static class ClassForm
{
    private const string Shape = "{\"parent link\": {name: value, …}}";

    public static Term Parse(Scope scope, Call call)
    {
        var payload = call.Payload;
        switch (payload.Kind)
        {
            case SyntaxKind.String:
                var nothing = Term.Of(MapState.Empty, payload.Span);
                return Build(scope, call, ParseParent(scope, payload), nothing);
            case SyntaxKind.Object when payload.Count == 1 && ObjectForm.HasSubject(payload):
                return Build(
                    scope, call, ParseParent(scope, payload.First),
                    ParsePrototype(scope, payload.FirstValue));
            case SyntaxKind.Array when payload.Count == 2:
                return Build(
                    scope, call, ParseParent(scope, NameOf(payload.First)),
                    ParsePrototype(scope, payload.Item(1)));
            case SyntaxKind.Object or SyntaxKind.Array or SyntaxKind.Name or SyntaxKind.Number
                or SyntaxKind.True or SyntaxKind.False or SyntaxKind.Null:
                break;
        }

        return scope.Errors.WrongShape(payload.Span, call.Target, Shape);
    }

    public static void Write(FormWriter writer, ClassDef definition)
    {
        writer.Open(StateClass.Class);
        writer.Json.WriteStartObject();
        writer.Name(definition.Parent.ToString());
        MapForm.WriteMembers(writer, definition.Prototype);
        writer.Json.WriteEndObject();
        writer.Json.WriteEndObject();
    }

    public static void Write(FormWriter writer, ClassNode node)
    {
        writer.Open(StateClass.Class);
        writer.Json.WriteStartObject();
        writer.Name(node.Parent.ToString());
        MapForm.WriteMembers(writer, node.Prototype);
        writer.Json.WriteEndObject();
        writer.Json.WriteEndObject();
    }

    private static Term Build(Scope scope, Call call, Link? parent, Term prototype)
    {
        if (parent is null || prototype.IsBad) return Term.Bad;
        return prototype.IsLiteral && prototype.Value.As<MapState>() is { } map
            ? Term.Of(new ClassDef(parent, map), call.Span)
            : Term.Of(new ClassNode(scope.Next(call.Span), parent, scope.Node(prototype)));
    }

    /// <summary>`{"/link": []}` is the link in its name.</summary>
    private static SyntaxValue NameOf(SyntaxValue value) =>
        IdForm.IsId(value) ? value.First : value;

    private static Link? ParseParent(Scope scope, SyntaxValue name)
    {
        if (name.Kind is not (SyntaxKind.String or SyntaxKind.Name)) scope.Errors.NoLink(name.Span);
        else if (Link.TryParse(name.Text(), out var link, out var problem)) return link;
        else scope.Errors.BadSubject(name.Span, problem);
        return null;
    }

    /// <summary>A map, whatever its names look like. None is an empty one.</summary>
    private static Term ParsePrototype(Scope scope, SyntaxValue value)
    {
        if (JsonForm.IsNone(value)) return Term.Of(MapState.Empty, value.Span);
        return value.Kind == SyntaxKind.Object
            ? MapForm.Parse(scope.InScalar(), value) : scope.Errors.NoMap(value.Span);
    }
}
