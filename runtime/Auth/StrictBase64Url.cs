using System.Buffers.Text;

namespace TinyChain.Runtime.Auth;

/// <summary>
/// base64url without padding, blanks or stray bits: each value has one text, so a text that was
/// changed anywhere is another value, or none.
/// </summary>
internal static class StrictBase64Url
{
    /// <summary>The bytes, or null when the text is not the one that encodes them.</summary>
    internal static byte[]? Decode(ReadOnlySpan<char> text)
    {
        var bytes = new byte[Base64Url.GetMaxDecodedLength(text.Length)];
        try
        {
            if (!Base64Url.TryDecodeFromChars(text, bytes, out var count)) return null;
            bytes = bytes[..count];
        }
        catch (FormatException)
        {
            return null;
        }

        return text.SequenceEqual(Base64Url.EncodeToString(bytes)) ? bytes : null;
    }
}
