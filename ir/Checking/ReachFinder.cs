using TinyChain.Ir.Ops;
using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;

namespace TinyChain.Ir.Checking;

/// <summary>
/// Finds the links that code may send verbs to: those that its references are aimed at, the
/// clusters that it holds, to which it may send any verb, and the parents of its classes, which are
/// looked up. Those of the language, `/state` and `/error`, don't count, and neither does a link
/// that is data. Nested ops, closures and branches do. Depth: Limits.JsonDepth, Limits.StateDepth.
/// </summary>
public static class ReachFinder
{
    /// <summary>The links in an op, as often as they stand there.</summary>
    public static IReadOnlyList<LinkCall> In(OpDef op)
    {
        var found = new List<LinkCall>();
        Visit(op, found);
        return found;
    }

    /// <summary>The links in a state, such as the attributes of what is installed.</summary>
    public static IReadOnlyList<LinkCall> In(State value)
    {
        var found = new List<LinkCall>();
        Visit(value, found);
        return found;
    }

    private static void Visit(OpDef op, List<LinkCall> found)
    {
        foreach (var statement in op.Form) Visit(statement.Node, found);
    }

    private static void Visit(State value, List<LinkCall> found)
    {
        switch (value.As<StateObject>())
        {
            case OpDef op:
                Visit(op, found);
                break;
            case Closure closure:
                Visit(State.Of(closure.Captured), found);
                Visit(closure.Op, found);
                break;
            case TupleState tuple:
                foreach (var item in tuple.Items) Visit(item, found);
                break;
            case MapState map:
                foreach (var entry in map.Values) Visit(entry, found);
                break;
            case ClassDef definition:
                Add(VerbSet.Get, definition.Parent, found);
                Visit(State.Of(definition.Prototype), found);
                break;
            case Instance instance:
                Visit(State.Of(instance.Definition), found);
                Visit(instance.Parent, found);
                Visit(State.Of(instance.Members), found);
                break;
            case ClusterRef cluster:
                Add(VerbSet.Any, cluster.Path, found);
                break;
            case RefState reference:
                Visit(reference.Node, found);
                break;
        }
    }

    private static void Visit(Node node, List<LinkCall> found)
    {
        switch (node)
        {
            case LiteralNode literal:
                Visit(literal.Value, found);
                break;
            case OpRef { Subject: LinkSubject subject } call:
                Add((VerbSet)(1 << (int)call.Verb), subject.Link, found);
                break;
            case WithRef with:
                Visit(with.Op, found);
                break;
            case BranchOp branch:
                Visit(branch.Op, found);
                break;
            case ClosureNode closure:
                Visit(closure.Op, found);
                break;
            case ClassNode definition:
                Add(VerbSet.Get, definition.Parent, found);
                break;
        }

        foreach (var child in node.Children) Visit(child, found);
    }

    private static void Add(VerbSet verbs, Link link, List<LinkCall> found)
    {
        if (link is not { Host: null, Path: [{ Text: "state" or "error" }, ..] })
            found.Add(new LinkCall(verbs, link));
    }
}
