using System.Collections.Immutable;
using TinyChain.Ir.Values;

namespace TinyChain.Ir.Refs;

/// <summary>`{"$x": []}`: the state named x, as is; `$self` is the subject.</summary>
public sealed class IdRef(NodeInfo info, Id name) : Node(info)
{
    public const string Self = "self";

    public Id Name { get; } = name;

    public bool IsSelf => Name.Text == Self;

    public override ImmutableArray<Node> Children => [];
}
