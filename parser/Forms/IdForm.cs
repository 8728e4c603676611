using TinyChain.Ir.Values;
using TinyChain.Parser.Syntax;

namespace TinyChain.Parser.Forms;

/// <summary>
/// An Id: exactly `{"name": []}` (J10). Also what else may stand for a name where a form asks for
/// one (spec/language.md 1.1).
/// </summary>
internal static class IdForm
{
    /// <summary>True for the shape, whether or not the name is a valid Id.</summary>
    public static bool IsId(SyntaxValue value) =>
        value.Kind == SyntaxKind.Object && value.Count == 1
        && JsonForm.IsEmptyList(value.FirstValue);

    public static Term Parse(Scope scope, SyntaxValue value) =>
        Id.TryParse(value.First.Text(), out var id, out var problem)
            ? Term.Of(id, value.Span)
            : scope.Errors.BadId(value.First.Span, problem);

    public static void Write(FormWriter writer, Id id)
    {
        writer.Json.WriteStartObject();
        writer.EmptyList(id.Text);
        writer.Json.WriteEndObject();
    }

    /// <summary>
    /// A name: `"x"`, `{"x": []}`, `{"$x": []}`, an integer or a bool. Null, and a diagnostic, for
    /// anything else.
    /// </summary>
    public static Id? ParseName(Scope scope, SyntaxValue value)
    {
        var (text, at) = value.Kind switch
        {
            SyntaxKind.String => (value.Text(), value),
            SyntaxKind.Object when IsId(value) => (NameIn(value.First.Text()), value.First),
            SyntaxKind.Number when !NumberForm.IsFloat(value.Raw) => (value.Verbatim(), value),
            SyntaxKind.True or SyntaxKind.False => (value.Verbatim(), value),
            SyntaxKind.Object or SyntaxKind.Array or SyntaxKind.Name or SyntaxKind.Number
                or SyntaxKind.Null => (null, value),
        };
        if (text is null) scope.Errors.NoName(value.Span);
        else if (Id.TryParse(text, out var id, out var problem)) return id;
        else scope.Errors.BadId(at.Span, problem);
        return null;
    }

    private static string NameIn(string text) => text.StartsWith('$') ? text[1..] : text;
}
