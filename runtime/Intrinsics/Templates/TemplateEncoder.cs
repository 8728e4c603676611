using System.Buffers;
using System.Text;
using HandlebarsDotNet;

namespace TinyChain.Runtime.Intrinsics.Templates;

/// <summary>HTML's special characters as entities: exactly those of spec/language.md 5.6.</summary>
internal sealed class TemplateEncoder : ITextEncoder
{
    private static readonly SearchValues<char> s_special = SearchValues.Create("&<>\"'`=");

    public static bool IsSpecial(string text) => text.AsSpan().ContainsAny(s_special);

    public static string Escape(string text)
    {
        using var writer = new StringWriter();
        Encode(text.AsSpan(), writer);
        return writer.ToString();
    }

    public void Encode(StringBuilder? text, TextWriter target)
    {
        if (text is null) return;
        foreach (var chunk in text.GetChunks()) Encode(chunk.Span, target);
    }

    public void Encode(string? text, TextWriter target) => Encode(text.AsSpan(), target);

    public void Encode<T>(T? text, TextWriter target)
        where T : IEnumerator<char>
    {
        while (text is not null && text.MoveNext()) Encode([text.Current], target);
    }

    private static void Encode(ReadOnlySpan<char> text, TextWriter target)
    {
        while (!text.IsEmpty)
        {
            var plain = text.IndexOfAny(s_special);
            target.Write(plain < 0 ? text : text[..plain]);
            if (plain < 0) return;
            target.Write(Entity(text[plain]));
            text = text[(plain + 1)..];
        }
    }

    private static string Entity(char c) => c switch
    {
        '&' => "&amp;",
        '<' => "&lt;",
        '>' => "&gt;",
        '"' => "&quot;",
        '\'' => "&#x27;",
        '`' => "&#x60;",
        _ => "&#x3D;",
    };
}
