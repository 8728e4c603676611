using System.Collections.Immutable;
using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;

namespace TinyChain.Ir.Ops;

/// <summary>
/// `/state/scalar/ref/with`: a closure over the present states of the captured names.
/// </summary>
public sealed class WithRef(NodeInfo info, ImmutableArray<Id> captures, OpDef op) : Node(info)
{
    public ImmutableArray<Id> Captures { get; } = captures;

    public OpDef Op { get; } = op;

    public override ImmutableArray<Node> Children => [];

    internal override StateObject Closed => Op;
}
