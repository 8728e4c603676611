using System.Globalization;
using System.Text;
using TinyChain.Ir.Diagnostics;

namespace TinyChain.Parser.Syntax;

/// <summary>
/// The shape of a JSON document with the position of each part: what Read makes of bytes. The text
/// itself stays in the source. Read by <see cref="SyntaxReader"/>, printed by
/// <see cref="SyntaxPrinter"/>.
/// </summary>
public sealed class SyntaxTree
{
    private readonly List<SyntaxNode> _nodes;

    internal SyntaxTree(ReadOnlyMemory<byte> source, List<SyntaxNode> nodes)
    {
        Source = source;
        _nodes = nodes;
    }

    public ReadOnlyMemory<byte> Source { get; }

    public SyntaxValue Root => new(this, 0);

    internal SyntaxNode this[int index] => _nodes[index];

    /// <summary>
    /// The JSON pointer (RFC 6901) of the smallest value around a position: "" for the document.
    /// </summary>
    public string PointerAt(int position)
    {
        var pointer = new StringBuilder();
        var value = Root;
        while (TryStep(value, position, pointer, out var inner)) value = inner;
        return pointer.ToString();
    }

    /// <summary>
    /// The name of the innermost `["name", …]` in a list around a position; null where there is
    /// none.
    /// </summary>
    public string? StatementAt(int position)
    {
        var (value, unused) = (Root, new StringBuilder());
        string? name = null;
        while (TryStep(value, position, unused, out var inner))
        {
            var isPair = value.Kind == SyntaxKind.Array && inner.Kind == SyntaxKind.Array
                && inner.Count == 2 && inner.First.Kind == SyntaxKind.String;
            if (isPair) name = inner.First.Text();
            value = inner;
        }

        return name;
    }

    private static bool TryStep(
        SyntaxValue value, int position, StringBuilder pointer, out SyntaxValue inner)
    {
        inner = value;
        return value.Kind switch
        {
            SyntaxKind.Object => TryMember(value, position, pointer, out inner),
            SyntaxKind.Array => TryItem(value, position, pointer, out inner),
            SyntaxKind.Name or SyntaxKind.String or SyntaxKind.Number or SyntaxKind.True
                or SyntaxKind.False or SyntaxKind.Null => false,
        };
    }

    private static bool TryMember(
        SyntaxValue value, int position, StringBuilder pointer, out SyntaxValue inner)
    {
        inner = value;
        foreach (var (name, member) in value.Entries)
        {
            if (!Holds(name.Span, position) && !Holds(member.Span, position)) continue;
            var text = name.Text().Replace("~", "~0", StringComparison.Ordinal);
            pointer.Append('/').Append(text.Replace("/", "~1", StringComparison.Ordinal));
            inner = member;
            return Holds(member.Span, position);
        }

        return false;
    }

    private static bool TryItem(
        SyntaxValue value, int position, StringBuilder pointer, out SyntaxValue inner)
    {
        inner = value;
        var index = 0;
        foreach (var item in value.Items)
        {
            if (Holds(item.Span, position))
            {
                pointer.Append(CultureInfo.InvariantCulture, $"/{index}");
                inner = item;
                return true;
            }

            index++;
        }

        return false;
    }

    private static bool Holds(TextSpan span, int position) =>
        position >= span.Start && position < span.Start + span.Length;
}
