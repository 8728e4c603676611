using TinyChain.Ir.Checking;
using TinyChain.Ir.Intrinsics;
using TinyChain.Ir.Planning.Steps;
using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;

namespace TinyChain.Ir.Planning.Lowering;

/// <summary>case [c, [s…], [x…, y]] ⇒ c = s? x; jump @end; next: …; y; @end</summary>
internal static class CaseLowering
{
    internal static void Write(Planner plan, CaseRef choice, Cell to)
    {
        if (Conditional.Is(choice.Condition) || choice.Switches.Any(Conditional.Is))
        {
            plan.Out.Fail("what `case` compares may not be conditional itself: name it first");
            return;
        }

        var condition = Comparable(plan, choice.Condition);
        var end = new Label();
        for (var i = 0; i < choice.Switches.Length; i++)
        {
            var next = new Label();
            var isMatch = plan.Out.NewRegister(RegisterKind.Bool);
            var item = plan.StateOperand(choice.Switches[i]);
            MethodLowering.Call(plan, PlanIntrinsics.Matches, condition, item, isMatch);
            plan.Out.Emit(new BranchStep(isMatch, next));
            plan.Branch(choice.Cases[i], to);
            plan.Out.Emit(new JumpStep(end));
            plan.Out.Mark(next);
        }

        plan.Branch(choice.Cases[^1], to);
        plan.Out.Mark(end);
    }

    /// <summary>The condition, seen to be a value before any switch is resolved.</summary>
    private static Register Comparable(Planner plan, Node condition)
    {
        var given = plan.StateOperand(condition);
        if (plan.Typed.ClassOf(condition).Is(StateClass.Value)) return given;
        var to = plan.Out.NewRegister(RegisterKind.State);
        MethodLowering.Call(plan, PlanIntrinsics.Comparable, given, null, to);
        return to;
    }
}
