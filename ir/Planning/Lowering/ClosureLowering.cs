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
    internal static void Write(Planner plan, WithRef with, Register to) =>
        Close(plan, Capture(plan, with.Captures), with.Op, to);

    internal static void Write(Planner plan, ClosureNode closure, Register to) =>
        Close(plan, plan.StateOperand(closure.Context), closure.Op, to);

    /// <summary>A register with a closure of the op over the names.</summary>
    internal static Register Close(Planner plan, IEnumerable<Id> names, OpDef op)
    {
        var to = plan.Out.NewRegister(RegisterKind.State);
        Close(plan, Capture(plan, names), op, to);
        return to;
    }

    private static Register Capture(Planner plan, IEnumerable<Id> captures)
    {
        var names = captures.Distinct().Order().ToImmutableArray();
        var values = names.Select(name => name.Text == IdRef.Self
            ? plan.Self() : plan.Out.As(plan.RegisterOf(name), RegisterKind.State)).ToArray();
        var captured = plan.Out.NewRegister(RegisterKind.State);
        plan.Out.Emit(new MapStep(captured, names, [.. values]));
        return captured;
    }

    private static void Close(Planner plan, Register captured, OpDef op, Register to) =>
        MethodLowering.Call(
            plan, PlanIntrinsics.Close, captured, plan.Out.Literal(State.Of(op)), to);
}
