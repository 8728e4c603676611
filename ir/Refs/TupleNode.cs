using System.Collections.Immutable;

namespace TinyChain.Ir.Refs;

/// <summary>A tuple with a reference somewhere inside.</summary>
public sealed class TupleNode(NodeInfo info, ImmutableArray<Node> items) : Node(info)
{
    public ImmutableArray<Node> Items { get; } = items;

    public override ImmutableArray<Node> Children => Items;
}
