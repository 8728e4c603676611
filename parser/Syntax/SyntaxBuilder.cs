using System.Runtime.InteropServices;
using TinyChain.Ir;
using TinyChain.Ir.Diagnostics;

namespace TinyChain.Parser.Syntax;

/// <summary>Appends nodes in the order of the text, and closes containers when they end.</summary>
internal sealed class SyntaxBuilder
{
    private readonly List<SyntaxNode> _nodes = [];
    private readonly int[] _open = new int[Limits.JsonDepth];
    private readonly int[] _counts = new int[Limits.JsonDepth];
    private int _depth;

    /// <summary>Values so far; names are not counted.</summary>
    public int Values { get; private set; }

    /// <summary>True once the document's value has ended.</summary>
    public bool IsComplete => _depth == 0 && _nodes.Count > 0;

    public void Add(SyntaxKind kind, TextSpan span)
    {
        if (kind != SyntaxKind.Name) CountValue();
        _nodes.Add(new SyntaxNode(kind, span, _nodes.Count + 1, 0));
    }

    public void Open(SyntaxKind kind, int start)
    {
        CountValue();
        _open[_depth] = _nodes.Count;
        _counts[_depth++] = 0;
        _nodes.Add(new SyntaxNode(kind, new TextSpan(start, 1), 0, 0));
    }

    public void Close(int end)
    {
        var count = _counts[--_depth];
        ref var node = ref CollectionsMarshal.AsSpan(_nodes)[_open[_depth]];
        var span = new TextSpan(node.Span.Start, end - node.Span.Start);
        node = new SyntaxNode(node.Kind, span, _nodes.Count, count);
    }

    public SyntaxTree ToTree(ReadOnlyMemory<byte> source) => new(source, _nodes);

    private void CountValue()
    {
        Values++;
        if (_depth > 0) _counts[_depth - 1]++;
    }
}
