using System.Collections.Immutable;

namespace TinyChain.Ir.Refs;

/// <summary>
/// `/state/scalar/ref/case`: the case at the index of the first switch item that equals the
/// condition, or the last case, of which there is one more.
/// </summary>
public sealed class CaseRef(
    NodeInfo info, Node condition, ImmutableArray<Node> switches, ImmutableArray<Node> cases)
    : Node(info)
{
    public Node Condition { get; } = condition;

    public ImmutableArray<Node> Switches { get; } = switches;

    public ImmutableArray<Node> Cases { get; } = cases;

    public override ImmutableArray<Node> Children => [Condition, .. Switches, .. Cases];
}
