using System.Collections.Immutable;
using TinyChain.Ir.Diagnostics;
using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;

namespace TinyChain.Ir.Ops;

/// <summary>The hash of an expression (spec/language.md 7.5): of its parts in JSON order.</summary>
internal static class NodeHash
{
    public static Hash256 Of(Node node) => node switch
    {
        LiteralNode literal => StateHash.Of(literal.Value),
        TupleNode tuple => OfNodes(tuple.Items),
        MapNode map => OfMap(map),
        IdRef id => StateHash.OfName(id.Name),
        GetRef get => HashList.Of(OfSubject(get.Subject), Of(get.Key)),
        DeleteRef delete => HashList.Of(OfSubject(delete.Subject), Of(delete.Key)),
        PutRef put => HashList.Of(OfSubject(put.Subject), Of(put.Key), Of(put.Value)),
        PostRef post => HashList.Of(OfSubject(post.Subject), Of(post.Parameters)),
        IfRef branch => HashList.Of(Of(branch.Condition), Of(branch.Then), Of(branch.Else)),
        CondRef choice => HashList.Of(Of(choice.Condition), Of(choice.Then), Of(choice.Else)),
        BranchOp branch => StateHash.OfOp(branch.Op),
        ForEachRef loop => HashList.Of(
            Of(loop.Items), Of(loop.Op), StateHash.OfName(loop.ItemName)),
        CaseRef choice => HashList.Of(
            Of(choice.Condition), OfNodes(choice.Switches), OfNodes(choice.Cases)),
        AfterRef after => HashList.Of(Of(after.When), Of(after.Then)),
        WhileRef loop => HashList.Of(Of(loop.Condition), Of(loop.Step), Of(loop.State)),
        WithRef with => HashList.Of(OfNames(with.Captures), StateHash.OfOp(with.Op)),
        ClosureNode closure => HashList.Of(Of(closure.Context), StateHash.OfOp(closure.Op)),
        ClassNode definition => StateHash.OfClass(definition.Parent, Of(definition.Prototype)),
        InstanceNode instance => Of(instance.Parent),
        _ => throw new BugException($"{node.GetType().Name} has no hash"),
    };

    private static Hash256 OfSubject(Subject subject) => subject switch
    {
        LinkSubject link => StateHash.OfLink(link.Link),
        IdSubject id => HashList.Of(StateHash.OfName(id.Name), OfPath(id.Path)),
        _ => throw new BugException($"{subject.GetType().Name} has no hash"),
    };

    private static Hash256 OfPath(ImmutableArray<Id> path) =>
        path.IsEmpty ? Hash256.Zero : Hash256.OfText("/" + string.Join('/', path));

    private static Hash256 OfNodes(ImmutableArray<Node> nodes)
    {
        using var list = new HashList();
        foreach (var node in nodes) list.Add(Of(node));
        return list.Done();
    }

    private static Hash256 OfNames(ImmutableArray<Id> names)
    {
        using var list = new HashList();
        foreach (var name in names) list.Add(StateHash.OfName(name));
        return list.Done();
    }

    /// <summary>
    /// In the order of keys, so that a map hashes the same before it is resolved.
    /// </summary>
    private static Hash256 OfMap(MapNode map)
    {
        using var list = new HashList();
        foreach (var i in Enumerable.Range(0, map.Keys.Length).OrderBy(i => map.Keys[i]))
            list.Add(HashList.Of(StateHash.OfName(map.Keys[i]), Of(map.Values[i])));
        return list.Done();
    }
}
