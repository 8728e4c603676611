using TinyChain.Ir.Checking;
using TinyChain.Ir.Intrinsics;
using TinyChain.Ir.Planning.Steps;
using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;

namespace TinyChain.Ir.Planning.Lowering;

/// <summary>
/// t/map f ⇒ @next: x := next of t else @end; append f(x); jump @next; @end: pack. A `map` or a
/// `filter` that was deferred is a part of the loop of whoever goes through its result.
/// </summary>
internal sealed class ListLowering
{
    private static readonly Id s_op = Id.Of("op");
    private static readonly Id s_value = Id.Of("value");

    private readonly Planner _plan;
    private readonly PlanBuilder _out;
    private readonly Label _next = new();
    private readonly Label _end = new();
    private readonly Register _index;

    private ListLowering(Planner plan)
    {
        _plan = plan;
        _out = plan.Out;
        _index = _out.NewRegister(RegisterKind.I64);
    }

    internal static void Write(Planner plan, PostRef call, Cell to)
    {
        var stages = new List<ListStage>();
        var at = new ListStage(null, call, plan.Typed.ListOf(call)!);
        while (plan.DeferredStage((IdSubject)at.Call.Subject) is { } before)
        {
            stages.Insert(0, at);
            at = before;
        }

        stages.Insert(0, at);
        new ListLowering(plan).Write(stages, to);
    }

    private void Write(List<ListStage> stages, Cell to)
    {
        var subject = (IdSubject)stages[0].Call.Subject;
        var source = _plan.CellOf(subject, SubjectPath.Of(_plan.Typed, subject));
        var given = stages.ConvertAll(s => (RecordCell)_plan.Operand(s.Call.Parameters));
        var items = _out.NewRegister(RegisterKind.Items);
        _out.Emit(new ItemsStep(items, (Register)source));
        _out.Emit(new LiteralStep(_index, State.Of(0L)));
        var sink = Begin(stages[^1].List, given[^1], items);
        // An item comes whole, unless it is a number.
        var next = _out.NewRegister(RegisterKinds.Of(stages[0].List.Item.Class));
        _out.Mark(_next);
        _out.Emit(new NextItemStep(next, items, _index, _end));
        Cell item = next;
        for (var i = 0; i < stages.Count; i++)
        {
            var outer = stages[i].Name is { } name ? _out.Enter(name) : _out.Place;
            item = Turn(stages[i].List, (RecordCell)given[i].Field(s_op)!, item, sink, i == 0);
            _out.Leave(outer);
        }

        if (sink.Made is { } made)
            _out.Emit(new AppendStep(made, sink.Count!, Cells.WholeState(_out, item)));
        _out.Emit(new JumpStep(_next));
        _out.Mark(_end);
        End(stages[^1].List, sink, to);
    }

    /// <summary>What the loop makes: a tuple, or a fold's state, or nothing.</summary>
    private ListSink Begin(InlinedList list, RecordCell given, Register items)
    {
        if (list.State is { } type)
        {
            var state = Cells.New(_out, type);
            Cells.Move(_out, state, given.Field(s_value)!);
            return new(state, null, null);
        }

        if (list.Method == ContainerIntrinsics.TupleForEach) return new(null, null, null);
        var made = _out.NewRegister(RegisterKind.Items);
        _out.Emit(new NewItemsStep(made, items));
        var count = _out.NewRegister(RegisterKind.I64);
        _out.Emit(new LiteralStep(count, State.Of(0L)));
        return new(null, made, count);
    }

    /// <summary>Calls a stage's op for an item, and gives the item for the next stage.</summary>
    private Cell Turn(InlinedList list, RecordCell op, Cell item, ListSink sink, bool isLoop)
    {
        var result = Cells.New(_out, list.Callee.Result);
        var given = list.ItemName is not { } itemName ? InlineLowering.With(op, item)
            : new(
                null, null,
                name => name.Equals(itemName) ? item : (sink.State as RecordCell)?.Field(name),
                op.Field);
        InlineLowering.Write(_plan, list.Callee, given, result, isLoop);
        if (list.Method == ContainerIntrinsics.TupleMap) return result;
        if (list.Method == ContainerIntrinsics.TupleFilter)
        {
            var isKept = IfLowering.ToBool(_plan, Cells.Whole(_out, result));
            _out.Emit(new BranchStep(isKept, _next));
        }
        else if (list.State is not null)
        {
            Cells.Move(_out, sink.State!, result);
        }

        return item;
    }

    private void End(InlinedList list, ListSink sink, Cell to)
    {
        if (sink.State is { } state) Cells.Move(_out, to, state);
        else if (sink.Made is { } made)
            _out.Emit(new PackStep((Register)to, made, sink.Count!));
        else Cells.Fill(_out, to, State.None);
    }

    private sealed record ListSink(Cell? State, Register? Made, Register? Count);
}
