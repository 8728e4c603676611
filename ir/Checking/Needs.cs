using System.Collections.Immutable;
using TinyChain.Ir.Ops;
using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;

namespace TinyChain.Ir.Checking;

/// <summary>
/// The names that a node needs before any of its own parts may run (the D of spec/language.md 3.4):
/// of `if` and `case` only what selects the branch, of `after` both parts, never `self`.
/// </summary>
public static class Needs
{
    /// <summary>
    /// The names in order of appearance, each once. A call that `typed` has answered needs none.
    /// </summary>
    public static List<Id> Of(Node node, TypedOp? typed = null)
    {
        var found = new List<Id>();
        Visit(node, typed, found, []);
        return found;
    }

    /// <summary>
    /// Every name under a node, branches included, in order of appearance, as often as it appears.
    /// </summary>
    public static void AllNames(Node node, List<Id> found)
    {
        if (OwnName(node) is { } own) found.Add(own);
        else foreach (var name in OwnNames(node)) found.Add(name);
        foreach (var child in node.Children) AllNames(child, found);
    }

    /// <summary>
    /// Whether a test holds for each name that <see cref="Of"/> gives; asked far more often.
    /// </summary>
    public static bool All(Node node, TypedOp typed, Func<Id, bool> test)
    {
        if (typed.FoldOf(node) is not null) return true;
        if (OwnName(node) is { } own)
        {
            if (own.Text != IdRef.Self && !test(own)) return false;
        }
        else if (!OwnNames(node).All(name => name.Text == IdRef.Self || test(name)))
        {
            return false;
        }

        foreach (var child in Certain(node))
        {
            if (!All(child, typed, test)) return false;
        }

        return true;
    }

    /// <summary>The name that the node itself mentions, where it is but one.</summary>
    public static Id? OwnName(Node node) => node switch
    {
        IdRef id => id.Name,
        OpRef { Subject: IdSubject subject } => subject.Name,
        _ => null,
    };

    /// <summary>The names that the node itself mentions, where they may be many.</summary>
    public static ImmutableArray<Id> OwnNames(Node node) => node switch
    {
        WithRef with => with.Captures,
        BranchOp branch => [.. FreeIn(branch.Op)],
        _ => [],
    };

    /// <summary>The names that an op uses and gets from outside, in order of appearance.</summary>
    public static List<Id> FreeIn(OpDef op)
    {
        var (found, seen) = (new List<Id>(), new HashSet<Id>());
        seen.UnionWith(op.Form.Select(s => s.Name).Append(op.KeyName).Append(op.ValueName)
            .OfType<Id>());
        foreach (var statement in op.Form) AllNames(statement.Node, found);
        return found.FindAll(seen.Add);
    }

    private static void Visit(Node node, TypedOp? typed, List<Id> found, HashSet<Id> seen)
    {
        if (typed?.FoldOf(node) is not null) return;
        if (OwnName(node) is { } own) AddUnlessSelf(own, found, seen);
        else foreach (var name in OwnNames(node)) AddUnlessSelf(name, found, seen);
        foreach (var child in Certain(node)) Visit(child, typed, found, seen);
    }

    /// <summary>The nodes directly inside that run wherever the node does.</summary>
    private static ImmutableArray<Node> Certain(Node node) => node switch
    {
        IfRef choice => [choice.Condition],
        CondRef choice => [choice.Condition],
        CaseRef choice => [choice.Condition, .. choice.Switches],
        _ => node.Children,
    };

    private static void AddUnlessSelf(Id name, List<Id> found, HashSet<Id> seen)
    {
        if (name.Text != IdRef.Self) Add(name, found, seen);
    }

    private static void Add(Id name, List<Id> found, HashSet<Id> seen)
    {
        if (seen.Add(name)) found.Add(name);
    }
}
