using System.Collections.Immutable;
using TinyChain.Ir.Values;

namespace TinyChain.Ir.Refs;

/// <summary>A state with no reference inside that would have to be resolved.</summary>
public sealed class LiteralNode(NodeInfo info, State value) : Node(info)
{
    public State Value { get; } = value;

    public override ImmutableArray<Node> Children => [];
}
