using System.Buffers;
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
            // Less than there is room for is a text with padding or blanks.
            return Base64Url.TryDecodeFromChars(text, bytes, out var count)
                && count == bytes.Length && Encodes(text, bytes) ? bytes : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static bool Encodes(ReadOnlySpan<char> text, byte[] bytes)
    {
        var encoded = ArrayPool<char>.Shared.Rent(Base64Url.GetEncodedLength(bytes.Length));
        var length = Base64Url.EncodeToChars(bytes, encoded);
        var isSame = text.SequenceEqual(encoded.AsSpan(0, length));
        ArrayPool<char>.Shared.Return(encoded);
        return isSame;
    }
}
