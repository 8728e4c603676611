using TinyChain.Ir.Checking;
using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;

namespace TinyChain.Ir.Planning;

/// <summary>
/// What a node needs before any part of it may run: the inputs, and the statements in the order in
/// which they must run, each after what it needs, depth first in order of appearance. What a
/// branch needs is the branch's own region: it is looked at only where the branch begins.
/// </summary>
internal sealed class Region
{
    internal List<int> Inputs { get; } = [];

    internal List<int> Statements { get; } = [];

    /// <summary>
    /// A statement that needs itself, whatever branches are taken; null where none.
    /// </summary>
    internal int? Circular { get; private set; }

    /// <summary>Walks with a stack of its own: a chain may be as long as the form.</summary>
    internal static Region Of(
        Node root, TypedOp typed, Availability available,
        (bool[] IsRunning, bool[] IsDeferred) statements)
    {
        var region = new Region();
        var (entered, finished) = (new HashSet<int>(), new HashSet<int>());
        var seenInputs = new HashSet<int>();
        var path = new Stack<(int Statement, List<Id> Needs, int Next)>();
        path.Push((-1, Needs.Of(root, typed), 0));
        while (path.TryPop(out var at))
        {
            if (at.Next == at.Needs.Count)
            {
                if (at.Statement >= 0 && !statements.IsDeferred[at.Statement])
                    region.Statements.Add(at.Statement);
                finished.Add(at.Statement);
                continue;
            }

            path.Push((at.Statement, at.Needs, at.Next + 1));
            var (kind, index) = typed.Scope[at.Needs[at.Next]];
            if (kind == ReferenceKind.Input)
            {
                if (!available.HasInput(index) && seenInputs.Add(index)) region.Inputs.Add(index);
            }
            else if (!available.HasStatement(index) && !finished.Contains(index))
            {
                if (statements.IsRunning[index] || !entered.Add(index)) region.Circular ??= index;
                else path.Push((index, Needs.Of(typed.Op.Form[index].Node, typed), 0));
            }
        }

        return region;
    }
}
