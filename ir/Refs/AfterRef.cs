using System.Collections.Immutable;

namespace TinyChain.Ir.Refs;

/// <summary>
/// `/state/scalar/ref/after`: resolves `when`, drops it, then resolves `then`. The names that
/// either part needs are resolved before both.
/// </summary>
public sealed class AfterRef(NodeInfo info, Node when, Node then)
    : Node(info)
{
    public Node When { get; } = when;

    public Node Then { get; } = then;

    public override ImmutableArray<Node> Children => [When, Then];
}
