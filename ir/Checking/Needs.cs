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

    /// <summary>Every name under a node, branches included, in order of appearance.</summary>
    public static void AllNames(Node node, List<Id> found, HashSet<Id> seen)
    {
        foreach (var name in OwnNames(node)) Add(name, found, seen);
        foreach (var child in node.Children) AllNames(child, found, seen);
    }

    /// <summary>The names that the node itself mentions, not those of its children.</summary>
    public static IEnumerable<Id> OwnNames(Node node) => node switch
    {
        IdRef id => [id.Name],
        OpRef { Subject: IdSubject subject } => [subject.Name],
        WithRef with => with.Captures,
        BranchOp branch => FreeIn(branch.Op),
        _ => [],
    };

    /// <summary>The names that an op uses and gets from outside, in order of appearance.</summary>
    public static List<Id> FreeIn(OpDef op)
    {
        var (found, seen) = (new List<Id>(), new HashSet<Id>());
        seen.UnionWith(op.Form.Select(s => s.Name).Append(op.KeyName).Append(op.ValueName)
            .OfType<Id>());
        foreach (var statement in op.Form) AllNames(statement.Node, found, seen);
        return found;
    }

    private static void Visit(Node node, TypedOp? typed, List<Id> found, HashSet<Id> seen)
    {
        if (typed?.FoldOf(node) is not null) return;
        foreach (var name in OwnNames(node))
        {
            if (name.Text != IdRef.Self) Add(name, found, seen);
        }

        switch (node)
        {
            case IfRef choice:
                Visit(choice.Condition, typed, found, seen);
                break;
            case CondRef choice:
                Visit(choice.Condition, typed, found, seen);
                break;
            case CaseRef choice:
                Visit(choice.Condition, typed, found, seen);
                foreach (var item in choice.Switches) Visit(item, typed, found, seen);
                break;
            default:
                foreach (var child in node.Children) Visit(child, typed, found, seen);
                break;
        }
    }

    private static void Add(Id name, List<Id> found, HashSet<Id> seen)
    {
        if (seen.Add(name)) found.Add(name);
    }
}
