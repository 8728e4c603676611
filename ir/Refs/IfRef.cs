using System.Collections.Immutable;

namespace TinyChain.Ir.Refs;

/// <summary>
/// `/state/scalar/ref/if`: only the branch that the condition selects is ever resolved.
/// </summary>
public sealed class IfRef(NodeInfo info, Node condition, Node then, Node otherwise)
    : Node(info)
{
    public Node Condition { get; } = condition;

    public Node Then { get; } = then;

    public Node Else { get; } = otherwise;

    public override ImmutableArray<Node> Children { get; } =
        [condition, then, otherwise];
}
