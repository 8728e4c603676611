using System.Collections.Immutable;
using TinyChain.Ir.Checking;
using TinyChain.Ir.Diagnostics;
using TinyChain.Ir.Ops;
using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;

namespace TinyChain.Ir.Planning.Cost;

/// <summary>
/// An op's fuel as a formula in the sizes of its arguments. It goes through the op as a run would:
/// by need, each statement once, of branches the cheapest and the dearest. Fuel is a fact about the
/// op and not about its plan, so no change of plans changes it.
/// </summary>
public sealed class OpCost
{
    private readonly HashSet<int> _hasRun = [];
    private readonly List<int> _order = [];
    private readonly HashSet<int> _isCounted = [];
    private readonly CostWork _work;
    private int _depth;

    private OpCost(TypedOp typed, CostWork work) => (Typed, _work) = (typed, work);

    internal TypedOp Typed { get; }

    /// <summary>The statement at hand, for messages.</summary>
    internal string Place { get; private set; } = "";

    /// <summary>The cost of one call.</summary>
    public static CostFormula Of(OpDef op) => Of(op, new CostWork());

    internal static CostFormula Of(OpDef op, CostWork work)
    {
        var typed = OpChecker.Check(op, null, new DiagnosticBag());
        if (typed is null) return CostFormula.NoBound("an op that can't run");
        var call = CostFormula.Of(1);
        if (op.Form.IsEmpty) return call;
        var cost = new OpCost(typed, work);
        return call.Plus(cost.Result(op.Form.Length - 1));
    }

    /// <summary>One call of the op that the node stands for.</summary>
    internal CostFormula Callee(Node? node) => node switch
    {
        LiteralNode { Value: var state } when state.As<OpDef>() is { } op => Of(op, _work),
        LiteralNode { Value: var state } when state.As<Closure>() is { } c => Of(c.Op, _work),
        WithRef with => Of(with.Op, _work),
        ClosureNode closure => Of(closure.Op, _work),
        _ => CostFormula.NoBound($"an op that is given, in {Place}"),
    };

    /// <summary>What a node stands for, through names; null for an input.</summary>
    internal Node? Meaning(Node node) => Typed.Meaning(node);

    /// <summary>A node's own cost, once what it needs has run.</summary>
    internal CostFormula Own(Node node)
    {
        if (!_work.Take()) return CostFormula.NoBound("an op as large as this");
        return node switch
        {
            IfRef choice => Own(choice.Condition).Plus(Either([choice.Then, choice.Else])),
            CondRef choice => Own(choice.Condition).Plus(Either([choice.Then, choice.Else])),
            CaseRef choice => Case(choice),
            BranchOp branch => Of(branch.Op, _work),
            WhileRef loop => Parts(loop).Plus(LoopCost.Of(this, loop)),
            ForEachRef loop => Parts(loop).Plus(LoopCost.Of(this, loop.Items, loop.Op)),
            OpRef call => Parts(call).Plus(CallCost.Of(this, call)),
            _ => Parts(node),
        };
    }

    private CostFormula Parts(Node node) =>
        node.Children.Aggregate(CostFormula.Zero, (sum, child) => sum.Plus(Own(child)));

    private CostFormula Case(CaseRef choice)
    {
        var cost = Own(choice.Condition);
        for (var i = 0; i < choice.Switches.Length; i++)
        {
            var item = Own(choice.Switches[i]);
            cost = cost.Plus(i == 0 ? item : item.Or(CostFormula.Zero));
        }

        return cost.Plus(Either(choice.Cases));
    }

    /// <summary>A branch that fails costs nothing: the formula is of runs that answer.</summary>
    private CostFormula Either(ImmutableArray<Node> branches)
    {
        var answers = branches.Where(b => Typed.ClassOf(b) != StateClass.Never).ToList();
        if (answers.Count == 0) return CostFormula.Zero;
        var costs = answers.Select(Branch).ToList();
        return costs.Skip(1).Aggregate(costs[0], (either, cost) => either.Or(cost));
    }

    /// <summary>A branch, with what only it needs.</summary>
    private CostFormula Branch(Node node)
    {
        if (_depth == Limits.InlineBranches)
            return CostFormula.NoBound($"branches within branches, in {Place}");
        _depth++;
        var before = _order.Count;
        var cost = Needed(node).Plus(Own(node));
        foreach (var statement in _order[before..]) _hasRun.Remove(statement);
        _order.RemoveRange(before, _order.Count - before);
        _depth--;
        return cost;
    }

    private CostFormula Result(int index)
    {
        var (name, node) = (Typed.Op.Form[index].Name, Typed.Op.Form[index].Node);
        _hasRun.Add(index);
        var needed = Needed(node);
        Place = name?.Text ?? "_";
        return needed.Plus(Own(node));
    }

    /// <summary>
    /// The statements that must run before any part of the node does, each by its own cost: a chain
    /// may be as long as the form, so they are collected before they are counted.
    /// </summary>
    private CostFormula Needed(Node node)
    {
        var first = _order.Count;
        Collect(node);
        for (var i = first; i < _order.Count; i++) Collect(Typed.Op.Form[_order[i]].Node);
        var cost = CostFormula.Zero;
        foreach (var statement in _order[first..])
        {
            var outer = Place;
            Place = Typed.Op.Form[statement].Name?.Text ?? "_";
            var own = Own(Typed.Op.Form[statement].Node);
            // What branch after branch needs runs once: the least must not count it twice.
            cost = cost.Plus(_isCounted.Add(statement) ? own : own.Or(CostFormula.Zero));
            Place = outer;
        }

        return cost;
    }

    private void Collect(Node node)
    {
        foreach (var name in Needs.Of(node))
        {
            var (kind, index) = Typed.Scope[name];
            if (kind == ReferenceKind.Statement && _hasRun.Add(index)) _order.Add(index);
        }
    }
}
