using System.Collections.Immutable;

namespace TinyChain.Ir.Refs;

/// <summary>`{"$x": {name: value, …}}`.</summary>
public sealed class PostRef(NodeInfo info, Subject subject, Node parameters)
    : OpRef(info, subject)
{
    /// <summary>A MapNode, or a LiteralNode of a map.</summary>
    public Node Parameters { get; } = parameters;

    public override Verb Verb => Verb.Post;

    public override ImmutableArray<Node> Children { get; } = [parameters];
}
