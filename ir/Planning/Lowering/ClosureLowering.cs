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
    internal static void Write(Planner plan, WithRef with, Cell to)
    {
        if (to is RecordCell record)
        {
            foreach (var name in record.Type.Names)
            {
                Cells.Move(
                    plan.Out, record.Field(name)!,
                    name.Text == IdRef.Self ? plan.Self() : plan.CellOf(name));
            }
        }
        else
        {
            Close(plan, Capture(plan, with.Captures), with.Op, (Register)to);
        }
    }

    internal static void Write(Planner plan, ClosureNode closure, Cell to)
    {
        if (to is RecordCell record)
            plan.Lower(closure.Context, record with { Type = plan.Typed.TypeOf(closure.Context) });
        else Close(plan, plan.StateOperand(closure.Context), closure.Op, (Register)to);
    }

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
            ? plan.Self() : Cells.WholeState(plan.Out, plan.CellOf(name))).ToArray();
        var captured = plan.Out.NewRegister(RegisterKind.State);
        plan.Out.Emit(new MapStep(captured, names, [.. values]));
        return captured;
    }

    private static void Close(Planner plan, Register captured, OpDef op, Register to) =>
        MethodLowering.Call(
            plan, PlanIntrinsics.Close, captured, plan.Out.Literal(State.Of(op)), to);
}
