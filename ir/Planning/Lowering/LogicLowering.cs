using TinyChain.Ir.Checking;
using TinyChain.Ir.Intrinsics;
using TinyChain.Ir.Planning.Steps;
using TinyChain.Ir.Refs;

namespace TinyChain.Ir.Planning.Lowering;

/// <summary>
/// $a/and: [b] ⇒ to := a; branch a else @end; to := b; @end. The language resolves both, but where
/// b is a comparison that can't fail and costs nothing, nobody can tell.
/// </summary>
internal static class LogicLowering
{
    internal static bool TryWrite(Planner plan, Register receiver, MethodCall call, Register to)
    {
        var isAnd = call.Method == NumberIntrinsics.And;
        if (receiver.Kind != RegisterKind.Bool || to.Kind != RegisterKind.Bool
            || !(isAnd || call.Method == NumberIntrinsics.Or)
            || !IsSilent(plan.Typed, call.Argument)) return false;
        var (otherwise, end) = (new Label(), new Label());
        plan.Out.Emit(new MoveStep(to, receiver));
        plan.Out.Emit(new BranchStep(receiver, isAnd ? end : otherwise));
        if (!isAnd)
        {
            plan.Out.Emit(new JumpStep(end));
            plan.Out.Mark(otherwise);
        }

        plan.Out.Emit(new MoveStep(
            to, MethodLowering.Typed(plan, call.Argument, RegisterKind.Bool)));
        plan.Out.Mark(end);
        return true;
    }

    /// <summary>A method of a number, of operands that are there: no fault, and no fuel.</summary>
    private static bool IsSilent(TypedOp typed, Node operand) =>
        operand is OpRef reference
        && Methods.Find(typed, reference) is { Argument: LiteralNode or IdRef }
        && Infallible.Is(typed, reference);
}
