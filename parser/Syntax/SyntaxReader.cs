using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using TinyChain.Ir;
using TinyChain.Ir.Diagnostics;

namespace TinyChain.Parser.Syntax;

/// <summary>
/// Read: bytes to a tree, by RFC 8259 (J1, J2). The first problem ends it, since what follows a
/// broken bracket means nothing. Depth and size are limited here, for every later pass.
/// </summary>
internal static class SyntaxReader
{
    /// <summary>The tree; or null, with one diagnostic added.</summary>
    public static SyntaxTree? Read(ReadOnlyMemory<byte> json, ParseErrors errors)
    {
        var bytes = json.Span;
        if (bytes.TrimStart(" \t\r\n"u8).IsEmpty) errors.EmptyText();
        else if (!Utf8.IsValid(bytes)) errors.BadUtf8(FirstBadByte(bytes));
        else return ReadTokens(json, errors);
        return null;
    }

    private static SyntaxTree? ReadTokens(ReadOnlyMemory<byte> json, ParseErrors errors)
    {
        // One level more than allowed, so that the limit is reported by us, with its name.
        var options = new JsonReaderOptions { MaxDepth = Limits.JsonDepth + 1 };
        var reader = new Utf8JsonReader(json.Span, options);
        var builder = new SyntaxBuilder(json.Length);
        try
        {
            while (reader.Read())
            {
                if (!TryTake(ref reader, builder, errors)) return null;
            }
        }
        catch (JsonException problem)
        {
            Report(json.Span, problem, builder, errors);
            return null;
        }

        return builder.ToTree(json);
    }

    private static bool TryTake(
        ref Utf8JsonReader reader, SyntaxBuilder builder, ParseErrors errors)
    {
        var start = (int)reader.TokenStartIndex;
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject or JsonTokenType.StartArray:
                if (reader.CurrentDepth >= Limits.JsonDepth) return errors.TooDeep(start);
                var isObject = reader.TokenType is JsonTokenType.StartObject;
                builder.Open(isObject ? SyntaxKind.Object : SyntaxKind.Array, start);
                return builder.Values <= Limits.JsonNodes || errors.TooManyValues(start);
            case JsonTokenType.EndObject or JsonTokenType.EndArray:
                builder.Close(start + 1);
                return true;
            default:
                return TryTakeScalar(ref reader, builder, errors);
        }
    }

    private static bool TryTakeScalar(
        ref Utf8JsonReader reader, SyntaxBuilder builder, ParseErrors errors)
    {
        var start = (int)reader.TokenStartIndex;
        var kind = KindOf(reader.TokenType);
        var isText = kind is SyntaxKind.String or SyntaxKind.Name;
        if (isText && reader.ValueIsEscaped)
        {
            var lone = LoneSurrogate(reader.ValueSpan);
            if (lone >= 0) return errors.LoneSurrogate(start + 1 + lone);
        }

        var length = reader.ValueSpan.Length + (isText ? 2 : 0);
        builder.Add(kind, new TextSpan(start, length));
        return builder.Values <= Limits.JsonNodes || errors.TooManyValues(start);
    }

    private static SyntaxKind KindOf(JsonTokenType token) => token switch
    {
        JsonTokenType.PropertyName => SyntaxKind.Name,
        JsonTokenType.String => SyntaxKind.String,
        JsonTokenType.Number => SyntaxKind.Number,
        JsonTokenType.True => SyntaxKind.True,
        JsonTokenType.False => SyntaxKind.False,
        JsonTokenType.Null => SyntaxKind.Null,
        _ => throw new BugException($"the reader made a {token}"),
    };

    /// <summary>The position of an escaped surrogate without its other half, or −1.</summary>
    private static int LoneSurrogate(ReadOnlySpan<byte> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '\\') continue;
            if (text[++i] != 'u') continue;
            var unit = Unit(text, i);
            if (char.IsLowSurrogate(unit)) return i - 1;
            if (char.IsHighSurrogate(unit))
            {
                var isPair = i + 6 < text.Length && text[i + 5] == '\\' && text[i + 6] == 'u'
                    && char.IsLowSurrogate(Unit(text, i + 6));
                if (!isPair) return i - 1;
                i += 6;
            }

            i += 4;
        }

        return -1;
    }

    /// <summary>The code unit whose four digits follow the `u` at an index.</summary>
    private static char Unit(ReadOnlySpan<byte> text, int at) =>
        (char)Convert.ToUInt16(Encoding.ASCII.GetString(text.Slice(at + 1, 4)), 16);

    private static void Report(
        ReadOnlySpan<byte> bytes, JsonException problem, SyntaxBuilder builder, ParseErrors errors)
    {
        var end = bytes.TrimEnd(" \t\r\n"u8).Length;
        var at = Math.Min(Position(bytes, problem), bytes.Length);
        if (builder.IsComplete) errors.TrailingText(new TextSpan(at, end - at));
        else if (at >= end) errors.Truncated(end);
        else errors.NotJson(at, ShowAt(bytes, at));
    }

    private static int Position(ReadOnlySpan<byte> bytes, JsonException problem)
    {
        var start = 0;
        for (var line = problem.LineNumber ?? 0; line > 0; line--)
            start += bytes[start..].IndexOf((byte)'\n') + 1;
        return start + (int)(problem.BytePositionInLine ?? 0);
    }

    private static string ShowAt(ReadOnlySpan<byte> bytes, int at)
    {
        // The reader may stop inside a character: show all of it.
        while (at > 0 && (bytes[at] & 0xC0) == 0x80) at--;
        Rune.DecodeFromUtf8(bytes[at..], out var rune, out _);
        return Rune.IsControl(rune) ? $"the control character U+{rune.Value:X4}" : $"'{rune}'";
    }

    private static int FirstBadByte(ReadOnlySpan<byte> bytes)
    {
        var at = 0;
        while (Rune.DecodeFromUtf8(bytes[at..], out _, out var used) is 0) at += used;
        return at;
    }
}
