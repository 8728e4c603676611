using TinyChain.Ir.Values;

namespace TinyChain.Ir.Refs;

/// <summary>
/// A reference held as data, never resolved: what a prototype or an installed definition may hold.
/// </summary>
public sealed class RefState(Node node) : StateObject
{
    public Node Node { get; } = node;

    public override StateClass Class => StateClass.Ref;

    public override long Weight { get; } = NodeSize.Weight(node);

    public override int Depth { get; } = NodeSize.Depth(node);
}
