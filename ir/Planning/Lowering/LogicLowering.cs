using TinyChain.Ir.Checking;
using TinyChain.Ir.Intrinsics;
using TinyChain.Ir.Planning.Steps;
using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;

namespace TinyChain.Ir.Planning.Lowering;

/// <summary>
/// $a/and: [b] ⇒ branch a else @no; to := b; jump @end; @no: to := false; @end. The language
/// resolves both, but where b is a comparison that can't fail and costs nothing, nobody can tell.
/// A constant, and not a, is what the JIT sees through where it is branched on next.
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
        plan.Out.Emit(new BranchStep(receiver, otherwise));
        Write(plan, isAnd ? call.Argument : null, to);
        plan.Out.Emit(new JumpStep(end));
        plan.Out.Mark(otherwise);
        Write(plan, isAnd ? null : call.Argument, to);
        plan.Out.Mark(end);
        return true;

        // What decides alone is known: false for `and`, true for `or`.
        void Write(Planner plan, Node? argument, Register to) => plan.Out.Emit(argument is null
            ? new LiteralStep(to, State.Of(!isAnd))
            : new MoveStep(to, MethodLowering.Typed(plan, argument, RegisterKind.Bool)));
    }

    /// <summary>A method of a number, of operands that are there: no fault, and no fuel.</summary>
    private static bool IsSilent(TypedOp typed, Node operand) =>
        operand is OpRef reference
        && Methods.Find(typed, reference) is { Argument: LiteralNode or IdRef }
        && Infallible.Is(typed, reference);
}
