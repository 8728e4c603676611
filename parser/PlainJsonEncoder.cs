using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;

namespace TinyChain.Parser;

/// <summary>
/// Escapes in texts what JSON asks for: quotation marks, backslashes, controls. .NET's own encoders
/// write each character beyond U+FFFF, such as an emoji, as two escapes.
/// </summary>
internal sealed class PlainJsonEncoder : JavaScriptEncoder
{
    private const int EscapeLength = 6;

    private static readonly SearchValues<char> s_escaped = SearchValues.Create(
        [.. Enumerable.Range(0, ' ').Select(c => (char)c), '"', '\\', '\x7f']);

    /// <summary>Half a pair has no UTF-8: it becomes U+FFFD on the way out.</summary>
    public override int MaxOutputCharactersPerInputCharacter => EscapeLength;

    public override unsafe int FindFirstCharacterToEncode(char* text, int textLength)
    {
        var whole = new ReadOnlySpan<char>(text, textLength);
        var escaped = whole.IndexOfAny(s_escaped);
        var half = FirstHalf(escaped < 0 ? whole : whole[..escaped]);
        return half < 0 ? escaped : half;
    }

    public override bool WillEncode(int unicodeScalar) =>
        unicodeScalar < ' ' || unicodeScalar is '"' or '\\' or 0x7f;

    public override unsafe bool TryEncodeUnicodeScalar(
        int unicodeScalar, char* buffer, int bufferLength, out int numberOfCharactersWritten)
    {
        var to = new Span<char>(buffer, bufferLength);
        if (!WillEncode(unicodeScalar))
            return new Rune(unicodeScalar).TryEncodeToUtf16(to, out numberOfCharactersWritten);
        var escape = unicodeScalar switch
        {
            '"' => "\\\"",
            '\\' => "\\\\",
            '\b' => "\\b",
            '\f' => "\\f",
            '\n' => "\\n",
            '\r' => "\\r",
            '\t' => "\\t",
            _ => $"\\u{unicodeScalar:X4}",
        };
        var fits = escape.AsSpan().TryCopyTo(to);
        numberOfCharactersWritten = fits ? escape.Length : 0;
        return fits;
    }

    /// <summary>Where half of a surrogate pair stands alone; -1 where none does.</summary>
    private static int FirstHalf(ReadOnlySpan<char> text)
    {
        for (var at = 0; ;)
        {
            var next = text[at..].IndexOfAnyInRange('\ud800', '\udfff');
            if (next < 0) return -1;
            at += next;
            if (text[at..] is not [var high, var low, ..] || !char.IsSurrogatePair(high, low))
                return at;
            at += 2;
        }
    }
}
