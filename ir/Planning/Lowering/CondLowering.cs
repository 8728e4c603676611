using TinyChain.Ir.Checking;
using TinyChain.Ir.Ops;
using TinyChain.Ir.Planning.Steps;
using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;

namespace TinyChain.Ir.Planning.Lowering;

/// <summary>
/// cond [c, f, g] ⇒ branch c else @g; f(); jump @end; @g: g(); @end. An op that uses names of the
/// op around it is closed over them in its branch, so that what they need runs only if it does.
/// </summary>
internal static class CondLowering
{
    internal static void Write(Planner plan, CondRef choice, Cell to)
    {
        if (Conditional.Is(choice.Condition))
        {
            plan.Out.Fail("the condition of `cond` may not be conditional itself: name it first");
            return;
        }

        IfLowering.Choose(plan, choice.Condition, (choice.Then, choice.Else), to);
    }

    internal static void Write(Planner plan, BranchOp branch, Cell to)
    {
        var names = Needs.FreeIn(branch.Op);
        if (plan.Typed.CallOf(branch) is { } inlined)
        {
            InlineLowering.Write(plan, inlined, Captured(plan, names), to);
            return;
        }

        var callee = names.Count == 0 ? plan.Out.Literal(State.Of(branch.Op))
            : ClosureLowering.Close(plan, names, branch.Op);
        var nothing = plan.Out.Literal(branch.Op.Kind switch
        {
            OpKind.Get or OpKind.Delete => State.None,
            OpKind.Put => State.Tuple([State.None, State.None]),
            OpKind.Post => State.Of(MapState.Empty),
        });
        Effects.Write(
            plan, EffectKind.Call, (callee, null, EffectScope.Anything), (nothing, null),
            (Register)to);
    }

    private static CallArguments<Cell> Captured(Planner plan, List<Id> names)
    {
        var self = names.Exists(n => n.Text == IdRef.Self) ? plan.Self() : null;
        return new(
            plan.Out.Literal(State.None), null, _ => null,
            name => name.Text == IdRef.Self ? self : plan.CellOf(name));
    }
}
