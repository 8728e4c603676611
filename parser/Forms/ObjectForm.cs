using System.Text;
using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;
using TinyChain.Parser.Syntax;

namespace TinyChain.Parser.Forms;

/// <summary>
/// An object: its first name decides what it is (spec/language.md 2.4). A `$` or a link makes a
/// constructor, a reference or a link; anything else a map, or an Id (J10).
/// </summary>
internal static class ObjectForm
{
    public static Term Parse(Scope scope, SyntaxValue value)
    {
        if (!HasSubject(value))
            return IdForm.IsId(value) ? IdForm.Parse(scope, value) : MapForm.Parse(scope, value);
        if (value.Count > 1) return scope.Errors.SubjectNotAlone(value.Item(2).Span);
        var problem = SubjectText.Parse(value.First.Text(), out var subject);
        if (subject is null) return scope.Errors.BadSubject(value.First.Span, problem);
        var payload = value.FirstValue;
        if (subject is not LinkSubject { Link: var link })
            return SubjectForm.Parse(scope, new Call(value.Span, subject, null, payload));
        if (IsPlainLink(link, payload)) return Term.Of(link, value.Span);
        var target = link.Host is null ? StateClass.Find(link.ToString()) : null;
        var form = target is null ? null : FormTable.Find(target);
        return (form ?? SubjectForm.Parse)(scope, new Call(value.Span, subject, target, payload));
    }

    /// <summary>True when the first name is a subject's text, valid or not.</summary>
    public static bool HasSubject(SyntaxValue value)
    {
        if (value.Kind != SyntaxKind.Object || value.Count == 0) return false;
        var raw = value.First.Raw[1..^1];
        // A name with an escape may still spell a subject, so the decoded text is looked at.
        if (raw.Contains((byte)'\\')) raw = Encoding.UTF8.GetBytes(value.First.Text());
        return raw.StartsWith("$"u8) || raw.StartsWith("/"u8) || raw.IndexOf("://"u8) >= 0;
    }

    /// <summary>
    /// True when the payload asks for the link itself: `{}` does for links under `/state` only
    /// (J11). The host doesn't matter: it may well be this one.
    /// </summary>
    private static bool IsPlainLink(Link link, SyntaxValue payload) =>
        JsonForm.IsNone(payload)
        || (JsonForm.IsEmptyObject(payload) && SubjectText.IsUnder(link, "state"));
}
