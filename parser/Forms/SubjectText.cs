using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;

namespace TinyChain.Parser.Forms;

/// <summary>The text of a subject: `$name`, `$name/path`, or a link (spec/language.md 1.4).</summary>
internal static class SubjectText
{
    /// <summary>The subject; or null, and what is wrong with the text.</summary>
    public static string Parse(string text, out Subject? subject)
    {
        subject = null;
        if (!text.StartsWith('$'))
        {
            if (Link.TryParse(text, out var link, out var problem))
                subject = new LinkSubject(link);
            return problem ?? "";
        }

        var slash = text.IndexOf('/');
        var name = slash < 0 ? text[1..] : text[1..slash];
        var rest = slash < 0 ? "" : text[slash..];
        if (!Id.TryParse(name, out var id, out var badName)) return badName;
        if (!Link.TryParsePath(rest, out var path, out var badPath)) return badPath;
        subject = new IdSubject(id, path);
        return "";
    }

    /// <summary>True when the path starts with these segments.</summary>
    public static bool IsUnder(Link link, params ReadOnlySpan<string> segments)
    {
        if (link.Path.Length < segments.Length) return false;
        for (var i = 0; i < segments.Length; i++)
        {
            if (link.Path[i].Text != segments[i]) return false;
        }

        return true;
    }

    /// <summary>`$x` itself, without a path.</summary>
    public static bool IsName(Subject subject) => subject is IdSubject { Path.IsEmpty: true };
}
