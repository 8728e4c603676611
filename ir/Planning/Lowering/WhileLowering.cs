using TinyChain.Ir.Checking;
using TinyChain.Ir.Intrinsics;
using TinyChain.Ir.Planning.Steps;
using TinyChain.Ir.Refs;

namespace TinyChain.Ir.Planning.Lowering;

/// <summary>
/// while [c, f, s] ⇒ to := s; @next: charge; branch c(to) else @end; to := f(to); jump @next; @end
/// </summary>
internal static class WhileLowering
{
    internal static void Write(Planner plan, WhileRef loop, Cell to)
    {
        if (Conditional.Is(loop.State))
        {
            plan.Out.Fail("the state of `while` may not be conditional: name it first");
            return;
        }

        if (plan.Typed.LoopOf(loop) is { } inlined) WriteInlined(plan, loop, inlined, to);
        else WriteCalls(plan, loop, (Register)to);
    }

    /// <summary>
    /// The same with both ops in place, and the state in registers from turn to turn: next is
    /// complete before the state changes, for all of it is made of the state.
    /// </summary>
    private static void WriteInlined(Planner plan, WhileRef loop, InlinedLoop inlined, Cell to)
    {
        var condition = (RecordCell)plan.Operand(loop.Condition);
        var step = (RecordCell)plan.Operand(loop.Step);
        var state = Cells.New(plan.Out, inlined.State);
        plan.Lower(loop.State, state);
        var goesOn = Cells.New(plan.Out, inlined.Condition.Result);
        var next = Cells.New(plan.Out, inlined.Step.Result);
        var (again, end) = (new Label(), new Label());
        plan.Out.Mark(again);
        plan.Out.Charge(1, isLoop: true);
        InlineLowering.Write(
            plan, inlined.Condition, InlineLowering.With(condition, state), goesOn);
        var isTrue = IfLowering.ToBool(plan, Cells.Whole(plan.Out, goesOn));
        plan.Out.Emit(new BranchStep(isTrue, end));
        InlineLowering.Write(plan, inlined.Step, InlineLowering.With(step, state), next);
        Cells.Move(plan.Out, state, next);
        plan.Out.Emit(new JumpStep(again));
        plan.Out.Mark(end);
        Cells.Move(plan.Out, to, state);
    }

    private static void WriteCalls(Planner plan, WhileRef loop, Register to)
    {
        // All three are resolved before any is looked at.
        var (condition, step) = (plan.StateOperand(loop.Condition), plan.StateOperand(loop.Step));
        plan.Out.Emit(new MoveStep(to, plan.StateOperand(loop.State)));
        condition = Callable(plan, loop.Condition, condition);
        step = Callable(plan, loop.Step, step);
        var (next, end) = (new Label(), new Label());
        plan.Out.Mark(next);
        plan.Out.Charge(1, isLoop: true);
        var goesOn = plan.Out.NewRegister(RegisterKind.State);
        Call(plan, condition, to, goesOn);
        plan.Out.Emit(new BranchStep(IfLowering.ToBool(plan, goesOn), end));
        Call(plan, step, to, to);
        plan.Out.Emit(new JumpStep(next));
        plan.Out.Mark(end);
    }

    private static void Call(Planner plan, Register callee, Register state, Register to) =>
        Effects.Write(
            plan, EffectKind.Call, (callee, null, EffectScope.Anything), (state, null), to);

    private static Register Callable(Planner plan, Node node, Register callee)
    {
        var isKnown = node is LiteralNode { Value: var value } && value.As<Ops.OpDef>() is not null;
        if (isKnown || node is Ops.WithRef or Ops.ClosureNode) return callee;
        var to = plan.Out.NewRegister(RegisterKind.State);
        plan.Out.Emit(new CallStep(
            to, PlanIntrinsics.Callable, RegisterKind.State, callee, null));
        return to;
    }
}
