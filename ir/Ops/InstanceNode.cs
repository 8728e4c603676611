using System.Collections.Immutable;
using TinyChain.Ir.Refs;

namespace TinyChain.Ir.Ops;

/// <summary>
/// `/state/object/instance` in an op (J19): an instance of a class without attributes, made each
/// time. An instance has no JSON (O1), so as a literal it would keep the op from being printed.
/// </summary>
public sealed class InstanceNode(NodeInfo info, Node parent) : Node(info)
{
    /// <summary>What the instance stands on.</summary>
    public Node Parent { get; } = parent;

    public override ImmutableArray<Node> Children => [Parent];
}
