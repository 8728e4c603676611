using System.Collections.Immutable;
using TinyChain.Ir.Values;

namespace TinyChain.Ir.Refs;

/// <summary>
/// `/state/scalar/ref/for_each`: calls an op for each item of a tuple in order, the item being the
/// key of a GET op, and under `ItemName` a parameter of a POST op. Its result is None
/// (docs/decisions/0007).
/// </summary>
public sealed class ForEachRef(NodeInfo info, Node items, Node op, Id itemName)
    : Node(info)
{
    public Node Items { get; } = items;

    public Node Op { get; } = op;

    public Id ItemName { get; } = itemName;

    public override ImmutableArray<Node> Children => [Items, Op];
}
