using TinyChain.Ir.Diagnostics;
using TinyChain.Ir.Values;
using TinyChain.Parser.Syntax;

namespace TinyChain.Parser.Forms;

/// <summary>Any JSON value in context S or C (spec/language.md 2.3, 2.4).</summary>
internal static class JsonForm
{
    public static Term Parse(Scope scope, SyntaxValue value) => value.Kind switch
    {
        SyntaxKind.Object => ObjectForm.Parse(scope, value),
        SyntaxKind.Array => ListForm.Parse(scope, value),
        SyntaxKind.String => Term.Of(State.Of(value.Text()), value.Span),
        SyntaxKind.Number => NumberForm.Parse(scope, value),
        SyntaxKind.True => Term.Of(State.Of(true), value.Span),
        SyntaxKind.False => Term.Of(State.Of(false), value.Span),
        SyntaxKind.Null => Term.Of(State.None, value.Span),
        SyntaxKind.Name => throw new BugException("a name stands where a value should"),
    };

    /// <summary>`null`, `[]` and `{"/": []}`: what asks for no key (2.5); `{}` has its own rule.</summary>
    public static bool IsNone(SyntaxValue value) =>
        value.Kind == SyntaxKind.Null || IsEmptyList(value)
        || (value.Kind == SyntaxKind.Object && value.Count == 1
            && value.First.Raw.SequenceEqual("\"/\""u8) && IsEmptyList(value.FirstValue));

    public static bool IsEmptyList(SyntaxValue value) =>
        value.Kind == SyntaxKind.Array && value.Count == 0;

    public static bool IsEmptyObject(SyntaxValue value) =>
        value.Kind == SyntaxKind.Object && value.Count == 0;
}
