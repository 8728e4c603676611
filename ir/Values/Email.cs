namespace TinyChain.Ir.Values;

/// <summary>An e-mail address, RFC 5322 or 6532 without a display name.</summary>
public sealed class Email : StateObject
{
    private Email(string text) => Text = text;

    public override StateClass Class => StateClass.Email;

    public override long Weight => Text.Length + 32;

    public string Text { get; }

    /// <summary>The address, or null when the text is none.</summary>
    public static Email? Parse(string text)
    {
        var at = text.LastIndexOf('@');
        if (at <= 0 || at == text.Length - 1 || text.Length > 320) return null;
        return IsLocalPart(text.AsSpan(0, at)) && IsDomain(text.AsSpan(at + 1))
            ? new Email(text) : null;
    }

    private static bool IsLocalPart(ReadOnlySpan<char> local)
    {
        if (local[0] == '"') return IsQuoted(local);
        return IsDotAtom(local, "!#$%&'*+-/=?^_`{|}~");
    }

    private static bool IsQuoted(ReadOnlySpan<char> local)
    {
        if (local.Length < 2 || local[^1] != '"') return false;
        var inner = local[1..^1];
        for (var i = 0; i < inner.Length; i++)
        {
            if (inner[i] < 32 || inner[i] == 127 || inner[i] == '"') return false;
            if (inner[i] == '\\' && ++i == inner.Length) return false;
        }

        return true;
    }

    private static bool IsDomain(ReadOnlySpan<char> domain) =>
        domain[0] == '['
            ? domain[^1] == ']' && System.Net.IPAddress.TryParse(Literal(domain[1..^1]), out _)
            : IsDotAtom(domain, "-") && domain[0] != '-' && domain[^1] != '-';

    private static ReadOnlySpan<char> Literal(ReadOnlySpan<char> text) =>
        text.StartsWith("IPv6:") ? text[5..] : text;

    private static bool IsDotAtom(ReadOnlySpan<char> text, string also)
    {
        var previous = '.';
        foreach (var c in text)
        {
            if (c == '.' && previous == '.') return false;
            if (c != '.' && c < 128 && !char.IsAsciiLetterOrDigit(c) && !also.Contains(c))
                return false;
            if (char.IsWhiteSpace(c) || char.IsControl(c)) return false;
            previous = c;
        }

        return previous != '.';
    }
}
