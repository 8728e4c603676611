using System.Collections.Immutable;

namespace TinyChain.Ir.Refs;

/// <summary>`{"$x": [key, value]}`. Its result is None.</summary>
public sealed class PutRef(NodeInfo info, Subject subject, Node key, Node value)
    : OpRef(info, subject)
{
    public Node Key { get; } = key;

    public Node Value { get; } = value;

    public override Verb Verb => Verb.Put;

    public override ImmutableArray<Node> Children => [Key, Value];
}
