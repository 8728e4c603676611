using System.Collections.Immutable;

namespace TinyChain.Ir.Refs;

/// <summary>`{"$x/m": [key]}`; a literal None stands for no key.</summary>
public sealed class GetRef(NodeInfo info, Subject subject, Node key)
    : OpRef(info, subject)
{
    public Node Key { get; } = key;

    public override Verb Verb => Verb.Get;

    public override ImmutableArray<Node> Children { get; } = [key];
}
