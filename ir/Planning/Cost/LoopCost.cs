using System.Globalization;
using TinyChain.Ir.Checking;
using TinyChain.Ir.Refs;

namespace TinyChain.Ir.Planning.Cost;

/// <summary>Loops: how many turns they take, and what a turn costs.</summary>
internal static class LoopCost
{
    /// <summary>
    /// A turn of `while` is a unit, a call of its condition and, but for the last, one of its step.
    /// </summary>
    internal static CostFormula Of(OpCost op, WhileRef loop)
    {
        var (condition, step) = (op.Meaning(loop.Condition), op.Meaning(loop.Step));
        var test = CostFormula.Of(1).Plus(op.Callee(condition));
        var turn = op.Callee(step).Plus(test);
        if (LoopBound.Of(op.Typed, loop) is { } turns)
            return test.Plus(turn.Times(turns));
        return test.Plus(turn.Times(0)).Plus(CostFormula.NoBound($"`while` in {op.Place}"));
    }

    /// <summary>An op that is called with each item of a tuple.</summary>
    internal static CostFormula Of(OpCost op, Node items, Node? callee)
    {
        var cost = op.Callee(callee is null ? null : op.Meaning(callee));
        var name = items is IdRef id ? id.Name.Text : $"the tuple in {op.Place}";
        return LoopBound.Items(op.Meaning(items)) is { } count ? cost.Times(count)
            : cost.Times(string.Create(CultureInfo.InvariantCulture, $"len({name})"))
                .Where($"{name} is a tuple");
    }
}
