using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;

namespace TinyChain.Ir.Ops;

/// <summary>One item of an op's form. One without a name can only be the result (X3).</summary>
public sealed class Statement(Id? name, Node node)
{
    public Id? Name { get; } = name;

    public Node Node { get; } = node;
}
