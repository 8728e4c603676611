using TinyChain.Ir.Checking;
using TinyChain.Ir.Intrinsics;
using TinyChain.Ir.Planning.Steps;
using TinyChain.Ir.Refs;

namespace TinyChain.Ir.Planning.Lowering;

/// <summary>if [c, a, b] ⇒ branch c else @b; a; jump @end; @b: b; @end</summary>
internal static class IfLowering
{
    internal static void Write(Planner plan, IfRef choice, Cell to)
    {
        if (Conditional.Is(choice.Condition))
        {
            plan.Out.Fail("the condition of `if` may not be conditional itself: name it first");
            return;
        }

        Choose(plan, choice.Condition, (choice.Then, choice.Else), to);
    }

    /// <summary>The part that `cond` has in common with `if`.</summary>
    internal static void Choose(
        Planner plan, Node condition, (Node Then, Node Else) branches, Cell to)
    {
        if (Folding.Truth(plan.Typed, condition) is { } truth)
        {
            plan.Branch(truth ? branches.Then : branches.Else, to);
            return;
        }

        var (otherwise, end) = (new Label(), new Label());
        plan.Out.Emit(new BranchStep(ToBool(plan, plan.RegisterOperand(condition)), otherwise));
        plan.Branch(branches.Then, to);
        plan.Out.Emit(new JumpStep(end));
        plan.Out.Mark(otherwise);
        plan.Branch(branches.Else, to);
        plan.Out.Mark(end);
    }

    /// <summary>A value as a condition: spec/language.md 3.4.</summary>
    internal static Register ToBool(Planner plan, Register value)
    {
        if (value.Kind == RegisterKind.Bool) return value;
        var to = plan.Out.NewRegister(RegisterKind.Bool);
        if (value.Kind == RegisterKind.State)
            MethodLowering.Call(plan, PlanIntrinsics.ToBool, value, null, to);
        else plan.Out.Emit(new CallStep(to, PlanIntrinsics.ToBool, value.Kind, value, null));
        return to;
    }
}
