using System.Collections.Immutable;
using TinyChain.Ir.Intrinsics;
using TinyChain.Ir.Ops;
using TinyChain.Ir.Planning.Steps;
using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;

namespace TinyChain.Ir.Planning.Lowering;

/// <summary>with [[x, …], op] ⇒ close {x: …}, op</summary>
internal static class ClosureLowering
{
    internal static void Write(Planner plan, WithRef with, Register to)
    {
        var names = with.Captures.Distinct().Order().ToImmutableArray();
        var values = names.Select(name => name.Text == IdRef.Self
            ? plan.Self() : plan.Out.As(plan.RegisterOf(name), RegisterKind.State));
        var captured = plan.Out.NewRegister(RegisterKind.State);
        plan.Out.Emit(new MapStep(captured, names, [.. values]));
        Close(plan, captured, with.Op, to);
    }

    internal static void Write(Planner plan, ClosureNode closure, Register to) =>
        Close(plan, plan.StateOperand(closure.Context), closure.Op, to);

    private static void Close(Planner plan, Register captured, OpDef op, Register to) =>
        MethodLowering.Call(
            plan, PlanIntrinsics.Close, captured, plan.Out.Literal(State.Of(op)), to);
}
