using System.Collections.Immutable;
using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;

namespace TinyChain.Ir.Ops;

/// <summary>
/// A branch of <see cref="CondRef"/> that is an op's definition: called without arguments, with
/// the states of the names that it uses and doesn't define.
/// </summary>
public sealed class BranchOp : Node
{
    private BranchOp(NodeInfo info, OpDef op)
        : base(info) => Op = op;

    public OpDef Op { get; }

    public override ImmutableArray<Node> Children => [];

    internal override StateObject Closed => Op;

    /// <summary>The branch as it is run: any node but an op's definition is left alone.</summary>
    internal static Node Of(Node branch) =>
        branch is LiteralNode { Value: var value } && value.As<OpDef>() is { } op
            ? new BranchOp(new NodeInfo(branch.Id, branch.Span), op) : branch;
}
