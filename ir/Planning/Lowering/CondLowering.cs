using TinyChain.Ir.Checking;
using TinyChain.Ir.Ops;
using TinyChain.Ir.Planning.Steps;
using TinyChain.Ir.Values;

namespace TinyChain.Ir.Planning.Lowering;

/// <summary>
/// cond [c, f, g] ⇒ branch c else @g; f(); jump @end; @g: g(); @end. An op that uses names of the
/// op around it is closed over them in its branch, so that what they need runs only if it does.
/// </summary>
internal static class CondLowering
{
    internal static void Write(Planner plan, CondRef choice, Register to)
    {
        if (Conditional.Is(choice.Condition))
        {
            plan.Out.Fail("the condition of `cond` may not be conditional itself: name it first");
            return;
        }

        IfLowering.Choose(plan, choice.Condition, (choice.Then, choice.Else), to);
    }

    internal static void Write(Planner plan, BranchOp branch, Register to)
    {
        var names = Needs.FreeIn(branch.Op);
        var callee = names.Count == 0 ? plan.Out.Literal(State.Of(branch.Op))
            : ClosureLowering.Close(plan, names, branch.Op);
        var nothing = plan.Out.Literal(branch.Op.Kind switch
        {
            OpKind.Get or OpKind.Delete => State.None,
            OpKind.Put => State.Tuple([State.None, State.None]),
            OpKind.Post => State.Of(MapState.Empty),
        });
        Effects.Write(
            plan, EffectKind.Call, (callee, null, EffectScope.Anything), (nothing, null), to);
    }
}
