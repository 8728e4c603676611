using System.Collections.Immutable;
using TinyChain.Ir.Values;

namespace TinyChain.Ir.Refs;

/// <summary>
/// A map with a reference somewhere inside. Entries stand in order of appearance.
/// </summary>
public sealed class MapNode(NodeInfo info, ImmutableArray<Id> keys, ImmutableArray<Node> values)
    : Node(info)
{
    /// <summary>Each key once; its value at the same index of Values.</summary>
    public ImmutableArray<Id> Keys { get; } = keys;

    public ImmutableArray<Node> Values { get; } = values;

    public override ImmutableArray<Node> Children => Values;
}
