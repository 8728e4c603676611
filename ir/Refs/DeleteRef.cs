using System.Collections.Immutable;

namespace TinyChain.Ir.Refs;

/// <summary>`{"/state/scalar/ref/op/delete": [subject, key]}`. Its result is None.</summary>
public sealed class DeleteRef(NodeInfo info, Subject subject, Node key)
    : OpRef(info, subject)
{
    public Node Key { get; } = key;

    public override Verb Verb => Verb.Delete;

    public override ImmutableArray<Node> Children => [Key];
}
