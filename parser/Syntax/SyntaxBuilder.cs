using System.Runtime.InteropServices;
using TinyChain.Ir.Diagnostics;

namespace TinyChain.Parser.Syntax;

/// <summary>Appends nodes in the order of the text, and closes containers when they end.</summary>
/// <param name="length">Of the text, in bytes: it tells about how many nodes will come.</param>
internal sealed class SyntaxBuilder(int length)
{
    private const int BytesOfNode = 8;

    private const int MostAtFirst = 4096;

    private readonly List<SyntaxNode> _nodes =
        new(Math.Min((length / BytesOfNode) + 1, MostAtFirst));

    /// <summary>The containers that have not ended, each with its count of items so far.</summary>
    private readonly Stack<(int Node, int Count)> _open = [];

    /// <summary>Values so far; names are not counted.</summary>
    public int Values { get; private set; }

    /// <summary>True once the document's value has ended.</summary>
    public bool IsComplete => _open.Count == 0 && _nodes.Count > 0;

    public void Add(SyntaxKind kind, TextSpan span)
    {
        if (kind != SyntaxKind.Name) CountValue();
        _nodes.Add(new SyntaxNode(kind, span, _nodes.Count + 1, 0));
    }

    public void Open(SyntaxKind kind, int start)
    {
        CountValue();
        _open.Push((_nodes.Count, 0));
        _nodes.Add(new SyntaxNode(kind, new TextSpan(start, 1), 0, 0));
    }

    public void Close(int end)
    {
        var (at, count) = _open.Pop();
        ref var node = ref CollectionsMarshal.AsSpan(_nodes)[at];
        var span = new TextSpan(node.Span.Start, end - node.Span.Start);
        node = new SyntaxNode(node.Kind, span, _nodes.Count, count);
    }

    public SyntaxTree ToTree(ReadOnlyMemory<byte> source) => new(source, _nodes);

    private void CountValue()
    {
        Values++;
        if (_open.TryPop(out var around)) _open.Push((around.Node, around.Count + 1));
    }
}
