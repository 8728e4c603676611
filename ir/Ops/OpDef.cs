using System.Collections.Immutable;
using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;

namespace TinyChain.Ir.Ops;

/// <summary>
/// An op's definition (spec/language.md 3.6): its kind, the names of what the kind passes in, and
/// its statements, the last of which is the result. It is data as much as code.
/// </summary>
public sealed class OpDef(
    OpKind kind, Id? keyName, Id? valueName, ImmutableArray<Statement> form, int nodeCount)
    : StateObject
{
    public OpKind Kind { get; } = kind;

    /// <summary>The key's name; null for POST, whose parameters are its free names.</summary>
    public Id? KeyName { get; } = keyName;

    /// <summary>The value's name, for PUT only.</summary>
    public Id? ValueName { get; } = valueName;

    public ImmutableArray<Statement> Form { get; } = form;

    /// <summary>The length of a table indexed by node id.</summary>
    public int NodeCount { get; } = nodeCount;

    public override StateClass Class => Kind switch
    {
        OpKind.Get => StateClass.OpGet,
        OpKind.Put => StateClass.OpPut,
        OpKind.Post => StateClass.OpPost,
        OpKind.Delete => StateClass.OpDelete,
    };

    public override long Weight { get; } = WeightOf(form);

    public override int Depth { get; } = DepthOf(form);

    private static long WeightOf(ImmutableArray<Statement> form)
    {
        var weight = 64L;
        foreach (var part in form) weight += NodeSize.Weight(part.Node) + (part.Name?.Weight ?? 0);
        return weight;
    }

    private static int DepthOf(ImmutableArray<Statement> form)
    {
        var depth = 0;
        foreach (var part in form) depth = Math.Max(depth, NodeSize.Depth(part.Node));
        return 3 + depth;
    }
}
