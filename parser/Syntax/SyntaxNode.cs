using TinyChain.Ir.Diagnostics;

namespace TinyChain.Parser.Syntax;

/// <summary>
/// One node of a tree, in 16 bytes: nodes stand in the order of the text, so a node's first child
/// is the next node, and `Next` skips all that is inside it.
/// </summary>
internal readonly struct SyntaxNode(SyntaxKind kind, TextSpan span, int next, int count)
{
    private readonly int _packed = (next << 3) | (int)kind;

    public SyntaxKind Kind => (SyntaxKind)(_packed & 7);

    /// <summary>The token, or from the opening bracket to the closing one.</summary>
    public TextSpan Span { get; } = span;

    /// <summary>The index of the first node that isn't inside this one.</summary>
    public int Next => _packed >> 3;

    /// <summary>Items of an array, members of an object; else 0.</summary>
    public int Count { get; } = count;
}
