using System.Globalization;
using System.Text;

namespace TinyChain.Parser.Syntax;

/// <summary>
/// A tree as indented JSON, each value followed by its span as `@start+length` in bytes: the
/// `syntax` stage of `inspect`.
/// </summary>
public static class SyntaxPrinter
{
    public static string Print(SyntaxTree tree)
    {
        var text = new StringBuilder();
        Print(text, tree.Root, 0);
        return text.ToString();
    }

    private static void Print(StringBuilder text, SyntaxValue value, int depth)
    {
        switch (value.Kind)
        {
            case SyntaxKind.Object when value.Count > 0:
                PrintObject(text, value, depth);
                break;
            case SyntaxKind.Array when value.Count > 0:
                PrintArray(text, value, depth);
                break;
            case SyntaxKind.Object:
                text.Append("{}");
                EndLine(text, value);
                break;
            case SyntaxKind.Array:
                text.Append("[]");
                EndLine(text, value);
                break;
            case SyntaxKind.Name or SyntaxKind.String or SyntaxKind.Number or SyntaxKind.True
                or SyntaxKind.False or SyntaxKind.Null:
                text.Append(value.Verbatim());
                EndLine(text, value);
                break;
        }
    }

    private static void PrintObject(StringBuilder text, SyntaxValue value, int depth)
    {
        text.Append('{');
        EndLine(text, value);
        foreach (var (name, member) in value.Entries)
        {
            Indent(text, depth + 1);
            text.Append(name.Verbatim()).Append(": ");
            Print(text, member, depth + 1);
        }

        Indent(text, depth);
        text.Append("}\n");
    }

    private static void PrintArray(StringBuilder text, SyntaxValue value, int depth)
    {
        text.Append('[');
        EndLine(text, value);
        foreach (var item in value.Items)
        {
            Indent(text, depth + 1);
            Print(text, item, depth + 1);
        }

        Indent(text, depth);
        text.Append("]\n");
    }

    private static void EndLine(StringBuilder text, SyntaxValue value)
    {
        var (start, length) = value.Span;
        text.Append(CultureInfo.InvariantCulture, $"  @{start}+{length}\n");
    }

    private static void Indent(StringBuilder text, int depth) => text.Append(' ', depth * 2);
}
