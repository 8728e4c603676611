using System.Collections.Immutable;
using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;

namespace TinyChain.Ir.Ops;

/// <summary>`/state/object/class` with references in its prototype (J19).</summary>
public sealed class ClassNode(NodeInfo info, Link parent, Node prototype) : Node(info)
{
    public Link Parent { get; } = parent;

    /// <summary>Must resolve to a map.</summary>
    public Node Prototype { get; } = prototype;

    public override ImmutableArray<Node> Children => [Prototype];
}
