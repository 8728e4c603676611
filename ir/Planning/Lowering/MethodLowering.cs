using TinyChain.Ir.Checking;
using TinyChain.Ir.Intrinsics;
using TinyChain.Ir.Planning.Steps;
using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;

namespace TinyChain.Ir.Planning.Lowering;

/// <summary>A call of an intrinsic, unboxed where the operands' classes allow it.</summary>
internal static class MethodLowering
{
    internal static void Write(Planner plan, IdSubject subject, MethodCall call, Register to)
    {
        var receiver = Cells.Whole(
            plan.Out, plan.CellOf(subject, SubjectPath.Of(plan.Typed, subject)));
        var kind = Overloads.Of(call, plan.Typed);
        if (kind == RegisterKind.State)
        {
            receiver = plan.Out.As(receiver, kind);
            Call(plan, call.Method, receiver, Argument(plan, call), to);
            return;
        }

        var isUnary = call.Method.Key is KeyRule.Forbidden or KeyRule.Attribute;
        var left = plan.Out.As(receiver, kind);
        var right = isUnary ? null : Typed(plan, call.Argument, kind);
        plan.Out.Emit(new CallStep(to, call.Method, kind, left, right));
    }

    /// <summary>An argument that may be an instance counts as what it stands on.</summary>
    private static Register Argument(Planner plan, MethodCall call)
    {
        var given = plan.StateOperand(call.Argument);
        if (call.ArgumentClass(plan.Typed).Is(StateClass.Value)) return given;
        var plain = plan.Out.NewRegister(RegisterKind.State);
        Call(
            plan, call.IsGet ? PlanIntrinsics.Key : PlanIntrinsics.Native, given, null, plain);
        return plain;
    }

    /// <summary>Calls a body on states; the result is a state, or known to be a number.</summary>
    internal static void Call(
        Planner plan, Intrinsic method, Register receiver, Register? argument, Register to)
    {
        var result = to.Kind == RegisterKind.State
            ? to : plan.Out.NewRegister(RegisterKind.State);
        plan.Out.Emit(new CallStep(result, method, RegisterKind.State, receiver, argument));
        if (result != to) plan.Out.Emit(new MoveStep(to, result));
    }

    private static Register Typed(Planner plan, Node argument, RegisterKind kind)
    {
        if (argument is not LiteralNode { Value: var constant })
            return plan.Out.As(plan.RegisterOperand(argument), kind);
        var isConverted = kind == RegisterKind.F64 && constant.Is(NumberClass.I64);
        var value = isConverted ? State.Of((double)constant.AsI64) : constant;
        return plan.Out.Literal(value, kind);
    }
}
