using System.Collections.Immutable;
using TinyChain.Ir.Diagnostics;
using TinyChain.Ir.Values;

namespace TinyChain.Ir.Refs;

/// <summary>
/// An expression of the language: a literal, a container with references inside, or a reference.
/// Immutable. Facts about a node live in tables indexed by its id, never in the node.
/// </summary>
public abstract class Node(NodeInfo info)
{
    /// <summary>Unique within the op (or document) that the node belongs to, and dense.</summary>
    public int Id { get; } = info.Id;

    /// <summary>
    /// Where it stands in the source; empty for a node that was not read from text.
    /// </summary>
    public TextSpan Span { get; } = info.Span;

    /// <summary>
    /// The nodes directly inside, in order of appearance. Not those of nested ops.
    /// </summary>
    public abstract ImmutableArray<Node> Children { get; }

    /// <summary>The op that the node closes over, if any.</summary>
    internal virtual StateObject? Closed => null;
}
