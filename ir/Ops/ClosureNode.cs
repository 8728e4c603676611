using System.Collections.Immutable;
using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;

namespace TinyChain.Ir.Ops;

/// <summary>`/state/closure` with references in its context (J19).</summary>
public sealed class ClosureNode(NodeInfo info, Node context, OpDef op) : Node(info)
{
    /// <summary>Must resolve to a map.</summary>
    public Node Context { get; } = context;

    public OpDef Op { get; } = op;

    public override ImmutableArray<Node> Children => [Context];

    internal override StateObject Closed => Op;
}
