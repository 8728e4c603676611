using System.Net;
using System.Text;

namespace TinyChain.Host.Http;

/// <summary>Percent-encoded UTF-8, read strictly: no guess is made about what is malformed.</summary>
internal static class PercentText
{
    private static readonly UTF8Encoding s_strict = new(false, throwOnInvalidBytes: true);

    /// <summary>The text of a path's segment, or null.</summary>
    internal static string? Decode(string text) =>
        text.Contains('%') ? DecodeForm(text.Replace("+", "%2B")) : text;

    /// <summary>The text of a form's value, where `+` is a space; or null.</summary>
    internal static string? DecodeForm(string text)
    {
        for (var i = text.IndexOf('%'); i >= 0; i = text.IndexOf('%', i + 1))
        {
            if (i + 2 >= text.Length || !IsHex(text, i)) return null;
        }

        try
        {
            var bytes = s_strict.GetBytes(text);
            return s_strict.GetString(WebUtility.UrlDecodeToBytes(bytes, 0, bytes.Length)!);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static bool IsHex(string text, int percent) =>
        char.IsAsciiHexDigit(text[percent + 1]) && char.IsAsciiHexDigit(text[percent + 2]);
}
