using TinyChain.Ir.Checking;
using TinyChain.Ir.Intrinsics;
using TinyChain.Ir.Planning.Steps;
using TinyChain.Ir.Values;

namespace TinyChain.Ir.Planning;

/// <summary>Makes cells, copies them, fills them, and puts records together.</summary>
internal static class Cells
{
    internal static Cell New(PlanBuilder plan, StateType type) => type.IsRecord
        ? new RecordCell(type, [.. type.Fields.Select(f => New(plan, f))])
        : plan.NewRegister(RegisterKinds.Of(type.Class));

    /// <summary>The state of a cell in one register: of its kind, or whole.</summary>
    internal static Register Whole(PlanBuilder plan, Cell cell)
    {
        if (cell is Register register) return register;
        var to = plan.NewRegister(RegisterKind.State);
        PutTogether(plan, to, (RecordCell)cell);
        return to;
    }

    internal static Register WholeState(PlanBuilder plan, Cell cell) =>
        plan.As(Whole(plan, cell), RegisterKind.State);

    /// <summary>Copies a state to a cell of which no more is known.</summary>
    internal static void Move(PlanBuilder plan, Cell to, Cell from)
    {
        if (to is RecordCell record)
        {
            // What never yields a state has no parts, and control never comes here.
            if (from is not RecordCell) return;
            for (var i = 0; i < record.Fields.Length; i++)
                Move(plan, record.Fields[i], ((RecordCell)from).Fields[i]);
        }
        else if (from is RecordCell parts)
        {
            PutTogether(plan, (Register)to, parts);
        }
        else if (to != from)
        {
            plan.Emit(new MoveStep((Register)to, (Register)from));
        }
    }

    /// <summary>Writes a constant.</summary>
    internal static void Fill(PlanBuilder plan, Cell to, State value)
    {
        if (to is Register register)
        {
            plan.Emit(new LiteralStep(register, value));
            return;
        }

        var record = (RecordCell)to;
        for (var i = 0; i < record.Fields.Length; i++)
            Fill(plan, record.Fields[i], value.As<MapState>()!.Values[i]);
    }

    private static void PutTogether(PlanBuilder plan, Register to, RecordCell record)
    {
        var (type, op) = (record.Type, record.Type.Op);
        if (op is not null && ReferenceEquals(type.Class, op.Class))
        {
            plan.Emit(new LiteralStep(to, State.Of(op)));
            return;
        }

        var values = record.Fields.Select(f => WholeState(plan, f)).ToArray();
        var map = op is null ? to : plan.NewRegister(RegisterKind.State);
        plan.Emit(new MapStep(map, type.Names, [.. values]));
        if (op is null) return;
        plan.Emit(new CallStep(
            to, PlanIntrinsics.Close, RegisterKind.State, map, plan.Literal(State.Of(op))));
    }
}
