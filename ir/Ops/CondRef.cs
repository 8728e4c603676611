using System.Collections.Immutable;
using TinyChain.Ir.Refs;

namespace TinyChain.Ir.Ops;

/// <summary>
/// `/state/scalar/ref/cond`: `if` whose branches, where they are ops' definitions, are called when
/// they are selected (docs/decisions/0007).
/// </summary>
public sealed class CondRef(NodeInfo info, Node condition, Node then, Node otherwise)
    : Node(info)
{
    public Node Condition { get; } = condition;

    public Node Then { get; } = BranchOp.Of(then);

    public Node Else { get; } = BranchOp.Of(otherwise);

    public override ImmutableArray<Node> Children => [Condition, Then, Else];
}
