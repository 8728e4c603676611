using System.Collections.Immutable;

namespace TinyChain.Ir.Refs;

/// <summary>
/// `/state/scalar/ref/while`: calls `step` with the state for as long as `condition`, called with
/// the state, is true.
/// </summary>
public sealed class WhileRef(NodeInfo info, Node condition, Node step, Node state)
    : Node(info)
{
    public Node Condition { get; } = condition;

    public Node Step { get; } = step;

    public Node State { get; } = state;

    public override ImmutableArray<Node> Children => [Condition, Step, State];
}
