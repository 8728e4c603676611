using TinyChain.Ir.Checking;
using TinyChain.Ir.Intrinsics;
using TinyChain.Ir.Ops;
using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;

namespace TinyChain.Ir.Planning;

/// <summary>
/// Finds statements that make a tuple just for the next loop to go through: `map` and `filter`
/// without faults, whose result nobody else looks at. They become part of that loop, and no tuple
/// is made between.
/// </summary>
internal static class Deferred
{
    /// <summary>By statement, whether it is written where it is used.</summary>
    internal static bool[] In(TypedOp typed, Mentions mentions)
    {
        var form = typed.Op.Form;
        var deferred = new bool[form.Length];
        if (!form.Any(s => IsProducer(typed, s))) return deferred;
        var consumed = new HashSet<Id>();
        foreach (var statement in form) Find(typed, statement.Node, consumed);
        for (var i = 0; i < form.Length - 1; i++)
        {
            deferred[i] = IsProducer(typed, form[i]) && !typed.Order.IsCyclic[i]
                && mentions.Of(i) == 1
                && consumed.Contains(form[i].Name!);
        }

        return deferred;
    }

    private static bool IsProducer(TypedOp typed, Statement statement) =>
        statement.Name is not null && typed.ListOf(statement.Node) is { } list
        && (list.Method == ContainerIntrinsics.TupleMap
            || list.Method == ContainerIntrinsics.TupleFilter)
        && Infallible.Is(list.Callee)
        && (list.Method == ContainerIntrinsics.TupleMap
            || RegisterKinds.Of(list.Callee.Result.Class) != RegisterKind.State);

    /// <summary>The names that loops go through.</summary>
    private static void Find(TypedOp typed, Node node, HashSet<Id> consumed)
    {
        if (node is OpRef { Subject: IdSubject { Path.Length: 1 } subject }
            && typed.ListOf(node) is not null)
            consumed.Add(subject.Name);
        foreach (var child in node.Children) Find(typed, child, consumed);
    }
}
