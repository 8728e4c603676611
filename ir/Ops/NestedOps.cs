using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;

namespace TinyChain.Ir.Ops;

/// <summary>Finds the ops that stand inside a node or an op, as literals or in closures.</summary>
public static class NestedOps
{
    /// <summary>The ops directly inside an op's statements, in order of appearance.</summary>
    public static IEnumerable<OpDef> In(OpDef op) => op.Form.SelectMany(s => In(s.Node));

    /// <summary>The ops directly inside a node.</summary>
    public static IEnumerable<OpDef> In(Node node)
    {
        var own = node switch
        {
            LiteralNode literal => In(literal.Value),
            WithRef with => [with.Op],
            BranchOp branch => [branch.Op],
            ClosureNode closure => [closure.Op],
            _ => [],
        };
        return own.Concat(node.Children.SelectMany(In));
    }

    /// <summary>The ops in a state, not those inside these.</summary>
    public static IEnumerable<OpDef> In(State value) =>
        value.As<OpDef>() is { } op ? [op]
        : value.As<Closure>() is { } closure ? [closure.Op]
        : value.As<TupleState>() is { } tuple ? tuple.Items.SelectMany(In)
        : value.As<MapState>() is { } map ? map.Values.SelectMany(In)
        : value.As<ClassDef>() is { } definition ? definition.Prototype.Values.SelectMany(In)
        : [];
}
