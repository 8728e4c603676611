using TinyChain.Ir.Ops;
using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;
using TinyChain.Parser.Syntax;

namespace TinyChain.Parser.Forms;

/// <summary>
/// `{"/state/object/class": {"parent link": {prototype}}}`, or a link alone, or
/// `[link, {prototype}]` (spec/language.md 2.6). A bare prototype is refused.
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
                return Build(call, ParseParent(scope, payload), nothing);
            case SyntaxKind.Object when payload.Count == 1 && ObjectForm.HasSubject(payload):
                return Build(
                    call, ParseParent(scope, payload.First),
                    ParsePrototype(scope, payload.FirstValue));
            case SyntaxKind.Array when payload.Count == 2:
                return Build(
                    call, ParseParent(scope, NameOf(payload.First)),
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

    private static Term Build(Call call, Link? parent, Term prototype) =>
        parent is not null && !prototype.IsBad && prototype.Value.As<MapState>() is { } map
            ? Term.Of(new ClassDef(parent, map), call.Span) : Term.Bad;

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

    /// <summary>
    /// The prototype, a literal: an entry with references is held unresolved. None is an empty one.
    /// </summary>
    private static Term ParsePrototype(Scope scope, SyntaxValue value)
    {
        if (JsonForm.IsNone(value)) return Term.Of(MapState.Empty, value.Span);
        if (value.Kind != SyntaxKind.Object) return scope.Errors.NoMap(value.Span);
        var map = new MapCollector(scope);
        foreach (var (name, member) in value.Entries)
        {
            var isId = Id.TryParse(name.Text(), out var id, out var problem);
            if (!isId) scope.Errors.BadId(name.Span, problem ?? "");
            map.Add(id, name.Span, ParseAttribute(scope, member));
        }

        return map.ToTerm(value.Span);
    }

    private static Term ParseAttribute(Scope scope, SyntaxValue value)
    {
        var own = scope.ForOp();
        var term = JsonForm.Parse(own, value);
        if (!own.IsWithinLimits(value.Span)) return Term.Bad;
        return term.Node is { } node ? Term.Of(new RefState(node), value.Span) : term;
    }
}
