using System.Globalization;
using TinyChain.Ir.Diagnostics;
using TinyChain.Parser.Syntax;

namespace TinyChain.Parser;

/// <summary>
/// Where a span starts, for people: line and column count from 1, a column is one Unicode
/// character; the JSON pointer is empty for the document itself and for text that isn't JSON.
/// </summary>
public sealed record SourcePlace(int Line, int Column, string Pointer)
{
    /// <summary>The innermost named statement around it, if any.</summary>
    public string? Statement { get; init; }

    /// <summary>The place of a diagnostic's span in the text that was parsed.</summary>
    public static SourcePlace Find(ReadOnlyMemory<byte> json, TextSpan span)
    {
        var before = json.Span[..Math.Min(span.Start, json.Length)];
        var line = before.Count((byte)'\n') + 1;
        var column = 1;
        foreach (var b in before[(before.LastIndexOf((byte)'\n') + 1)..])
        {
            // Bytes 10xxxxxx continue a character that was counted already.
            if ((b & 0xC0) != 0x80) column++;
        }

        var tree = SyntaxReader.Read(json, new ParseErrors());
        return new SourcePlace(line, column, tree?.PointerAt(span.Start) ?? "")
        {
            Statement = tree?.StatementAt(span.Start),
        };
    }

    public override string ToString()
    {
        var place = string.Create(CultureInfo.InvariantCulture, $"line {Line}, column {Column}");
        if (Pointer.Length > 0) place = $"{place} ({Pointer})";
        return Statement is null ? place : $"{place} in statement '{Statement}'";
    }
}
