using System.Text;
using TinyChain.Ir.Types;
using TinyChain.Ir.Values;

namespace TinyChain.Runtime.Collections;

/// <summary>The bytes of a value that a column's `max_len` counts (KB3).</summary>
internal static class ValueSize
{
    /// <summary>
    /// UTF-8 bytes of what has a text, bytes as they are, 8 for a number, the sum of a tuple's
    /// items. Null for text that is not well-formed Unicode.
    /// </summary>
    internal static long? Of(State value)
    {
        if (value.IsNumber) return 8;
        if (value.As<Bytes>() is { } bytes) return bytes.Content.Length;
        // Recursion is bounded by Limits.StateDepth; one bad item makes the sum null.
        if (value.As<TupleState>() is { } tuple)
            return tuple.Items.Aggregate((long?)0, (sum, item) => sum + Of(item));
        return ValueText.Of(value) is { } text ? OfText(text) : 0;
    }

    private static long? OfText(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i])) continue;
            if (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[i + 1])) return null;
            i++;
        }

        return Encoding.UTF8.GetByteCount(text);
    }
}
