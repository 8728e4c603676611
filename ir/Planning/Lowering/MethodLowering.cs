using TinyChain.Ir.Checking;
using TinyChain.Ir.Intrinsics;
using TinyChain.Ir.Planning.Steps;
using TinyChain.Ir.Refs;
using TinyChain.Ir.Types;
using TinyChain.Ir.Values;

namespace TinyChain.Ir.Planning.Lowering;

/// <summary>A call of an intrinsic, unboxed where the operands' classes allow it.</summary>
internal static class MethodLowering
{
    internal static void Write(Planner plan, IdSubject subject, MethodCall call, Register to)
    {
        if (RenderLowering.TryWrite(plan, subject, call, to)) return;
        var receiver = Cells.Whole(
            plan.Out, plan.CellOf(subject, SubjectPath.Of(plan.Typed, subject)));
        var kinds = Overloads.Of(call, plan.Typed);
        if (kinds == OperandKinds.Whole)
        {
            receiver = plan.Out.As(receiver, RegisterKind.State);
            var argument = Argument(plan, call);
            if (call.ReceiverClass is not NumberClass)
                plan.Out.Emit(new WeighStep(0, [receiver, argument]));
            Call(plan, call.Method, receiver, argument, to);
            return;
        }

        if (LogicLowering.TryWrite(plan, receiver, call, to)) return;
        var left = Typed(plan, receiver, kinds.Receiver);
        var right = call.Method.Key == KeyRule.Operand
            ? Typed(plan, call.Argument, kinds.Argument) : null;
        plan.Out.Emit(new CallStep(to, call.Method, kinds.Receiver, left, right));
    }

    /// <summary>An argument that may be an instance counts as what it stands on.</summary>
    private static Register Argument(Planner plan, MethodCall call)
    {
        var given = plan.StateOperand(call.Argument);
        if (call.Method.TakesAnyParameters || call.ArgumentClass(plan.Typed).Is(StateClass.Value))
            return given;
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

    internal static Register Typed(Planner plan, Node argument, RegisterKind kind) =>
        argument is IdRef || plan.Typed.ConstantOf(argument) is not { } constant
            ? Typed(plan, plan.RegisterOperand(argument), kind)
        : plan.Out.Literal(
            NumberConversion.Convert(constant, RegisterKinds.ClassOf(kind)), kind);

    /// <summary>A number as one of a kind; to bool by its truth, as logic takes it.</summary>
    private static Register Typed(Planner plan, Register number, RegisterKind kind) =>
        kind == RegisterKind.Bool ? IfLowering.ToBool(plan, number) : plan.Out.As(number, kind);
}
