using TinyChain.Ir.Checking;
using TinyChain.Ir.Diagnostics;
using TinyChain.Ir.Ops;
using TinyChain.Ir.Planning.Lowering;
using TinyChain.Ir.Planning.Steps;
using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;

namespace TinyChain.Ir.Planning;

/// <summary>
/// The fourth stage: TypedOp → OpPlan. The last statement is evaluated by need: what it doesn't
/// need never runs, each statement runs at most once, and what a branch needs runs in the branch.
/// <para>
/// A statement is written where it is first needed. Where another branch may have run it already,
/// a flag tells, and a shared copy of its code is called (a jump there and a switch back), so that
/// a plan has at most two copies of any statement.
/// </para>
/// </summary>
internal sealed class Planner
{
    private readonly StatementPlan?[] _statements;
    private readonly bool[] _isRunning;
    private readonly Cell?[] _inputs;
    private readonly Mentions _mentions;
    private readonly bool[] _isDeferred;
    private int _outerDepth;
    private readonly Queue<int> _shared = [];
    private readonly Func<Id, bool> _isThere;
    private Availability _available;
    private Availability? _beforeShared;
    private int _depth;
    private int _topMark;

    private Planner(TypedOp typed, PlanBuilder plan, Cell?[] inputs)
    {
        Typed = typed;
        Out = plan;
        _statements = new StatementPlan?[typed.Op.Form.Length];
        _isRunning = new bool[typed.Op.Form.Length];
        _inputs = inputs;
        _available = new(_statements.Length, inputs.Length);
        _isThere = IsThere;
        _mentions = new Mentions(typed);
        _isDeferred = Deferred.In(typed, _mentions);
    }

    internal TypedOp Typed { get; }

    internal PlanBuilder Out { get; }

    /// <summary>The plan, or null where `diagnostics` got an error.</summary>
    internal static OpPlan? Plan(TypedOp typed, DiagnosticBag diagnostics)
    {
        var planner = new Planner(typed, new(), new Cell?[typed.Scope.Inputs.Length]);
        planner.WriteGuards();
        var result = planner.WriteResult();
        planner.Out.Emit(new ReturnStep(Cells.Whole(planner.Out, result)));
        planner.WriteShared();
        if (!planner.Out.IsFull && TryPlanFunctions(planner.Out) is { } functions)
            return planner.Out.Build(typed, functions);
        diagnostics.Add(PlanErrors.TooLong(typed.Op));
        return null;
    }

    /// <summary>
    /// The plans of all that is called, and of what these call; null if one is too long.
    /// </summary>
    private static List<Func<OpPlan>>? TryPlanFunctions(PlanBuilder caller)
    {
        var plans = new List<Func<OpPlan>>();
        // The table grows meanwhile.
        for (var i = 0; i < caller.Functions.Count; i++)
        {
            var function = caller.Functions[i];
            var builder = new PlanBuilder(caller);
            Cell[] inputs = [.. function.Inputs.Select(type => Cells.New(builder, type))];
            WriteFunction(function, builder, inputs);
            if (builder.IsFull || builder.HasSlots) return null;
            plans.Add(() => builder.Build(function, inputs));
        }

        return plans;
    }

    private static void WriteFunction(OpFunction function, PlanBuilder plan, Cell[] inputs)
    {
        var planner = new Planner(function.Typed, plan, inputs);
        for (var i = 0; i < inputs.Length; i++) planner._available.AddInput(i);
        var result = Cells.Whole(plan, planner.WriteResult());
        plan.Emit(new ReturnStep(plan.As(result, FunctionTable.ResultOf(function))));
        planner.WriteShared();
    }

    /// <summary>
    /// Writes an op in place of a call, for arguments that are there. Its flags are put down again
    /// at its end, for it may stand in a loop.
    /// </summary>
    internal void Inline(TypedOp callee, Cell[] inputs, Cell to)
    {
        var outside = Out.EnterOp();
        var planner = new Planner(callee, Out, inputs) { _outerDepth = _outerDepth + _depth };
        for (var i = 0; i < inputs.Length; i++) planner._available.AddInput(i);
        Cells.Move(Out, to, planner.WriteResult());
        if (planner._shared.Count > 0)
        {
            var end = new Label();
            Out.Emit(new JumpStep(end));
            planner.WriteShared();
            Out.Mark(end);
        }

        foreach (var flag in planner._statements.SelectMany(s => s?.Flags ?? []))
            Out.ClearFlag(flag);
        Out.LeaveOp(outside);
    }

    /// <summary>A node's value: in the cell that has it already, or in a new one.</summary>
    internal Cell Operand(Node node)
    {
        if (node is IdRef { IsSelf: false } id) return CellOf(id.Name);
        var to = Cells.New(Out, Typed.TypeOf(node));
        Lower(node, to);
        return to;
    }

    /// <summary>A node's value in one register of its kind.</summary>
    internal Register RegisterOperand(Node node) => Cells.Whole(Out, Operand(node));

    /// <summary>A node's value as a whole state.</summary>
    internal Register StateOperand(Node node) => node is not IdRef
        && Typed.ConstantOf(node) is { } constant
            ? Out.Literal(constant) : Out.As(RegisterOperand(node), RegisterKind.State);

    /// <summary>Writes the code of a branch: it runs only if control gets here.</summary>
    internal void Branch(Node node, Cell to)
    {
        if (_depth++ == 0) _topMark = _available.Mark;
        var mark = _available.Mark;
        LowerRegion(node, to);
        _available.Rollback(mark);
        _depth--;
    }

    /// <summary>
    /// Writes a node's value to a cell of its type, or of one of which less is known.
    /// </summary>
    internal void Lower(Node node, Cell to)
    {
        var type = Typed.TypeOf(node);
        var kind = RegisterKinds.Of(type.Class);
        if (ReferenceEquals(type.Class, StateClass.Never))
        {
            Lowerings.Write(this, node, to as Register ?? Out.NewRegister(RegisterKind.State));
            return;
        }

        if (to is not Register { Kind: var given } || kind == given)
        {
            Lowerings.Write(this, node, to);
            return;
        }

        var typed = Out.NewRegister(kind);
        Lowerings.Write(this, node, typed);
        Cells.Move(Out, to, typed);
    }

    /// <summary>Where the state of a statement or an input is.</summary>
    internal Cell CellOf(Id name)
    {
        var (kind, index) = Typed.Scope[name];
        return kind == ReferenceKind.Input ? InputCell(index) : StatementOf(index).Value;
    }

    /// <summary>Where the entry is that a subject's path leads to.</summary>
    internal Cell CellOf(IdSubject subject, SubjectPath path)
    {
        var cell = CellOf(subject.Name);
        foreach (var name in path.Fields) cell = ((RecordCell)cell).Field(name)!;
        return cell;
    }

    /// <summary>The deferred loop whose result a subject names, if it is one.</summary>
    internal ListStage? DeferredStage(IdSubject subject)
    {
        var (kind, index) = Typed.Scope[subject.Name];
        if (kind != ReferenceKind.Statement || !_isDeferred[index]) return null;
        var call = (PostRef)Typed.Op.Form[index].Node;
        return new(subject.Name, call, Typed.ListOf(call)!);
    }

    /// <summary>Reads `$self`, as a whole state: looked for only where it is used.</summary>
    internal Register Self()
    {
        var index = Typed.Scope[Id.Of(IdRef.Self)].Index;
        if (!_available.HasInput(index))
            Out.Emit(new ArgStep((Register)InputCell(index), index));
        return Cells.WholeState(Out, InputCell(index));
    }

    /// <summary>
    /// Guards come first, where nothing has begun yet and a call may still go elsewhere.
    /// </summary>
    private void WriteGuards()
    {
        for (var i = 0; i < _inputs.Length; i++)
        {
            if (ReferenceEquals(Typed.Inputs[i], StateType.Any)) continue;
            Guards.Write(Out, Typed.Inputs[i], i, InputCell(i));
            _available.AddInput(i);
        }
    }

    /// <summary>Writes what the result needs, and gives the cell with the result.</summary>
    private Cell WriteResult()
    {
        var op = Typed.Op;
        if (op.Form.IsEmpty) return Out.Literal(State.None);
        var result = op.Form.Length - 1;
        Force(result);
        return op.Kind is OpKind.Put or OpKind.Delete
            ? Out.Literal(State.None) : StatementOf(result).Value;
    }

    private void LowerRegion(Node node, Cell to)
    {
        if (!Needs.All(node, Typed, _isThere) && !WriteNeeds(node)) return;
        Lower(node, to);
    }

    private bool IsThere(Id name)
    {
        var (kind, index) = Typed.Scope[name];
        return kind == ReferenceKind.Input ? _available.HasInput(index)
            : _available.HasStatement(index);
    }

    /// <summary>Writes what a region needs; false where that is a circle, and so a fault.</summary>
    private bool WriteNeeds(Node node)
    {
        var region = Region.Of(node, Typed, _available, (_isRunning, _isDeferred));
        if (region.Circular is { } circular)
        {
            Out.EmitUnblamed(new FailStep(Circular(circular)));
            return false;
        }

        foreach (var input in region.Inputs)
        {
            Out.EmitUnblamed(new ArgStep((Register)InputCell(input), input));
            _available.AddInput(input);
        }

        foreach (var statement in region.Statements) Force(statement);
        return true;
    }

    private void Force(int index)
    {
        if (_available.HasStatement(index)) return;
        var statement = StatementOf(index);
        if (IsTrivial(index)) Lower(Typed.Op.Form[index].Node, statement.Value);
        else if (!statement.IsWritten && _outerDepth + _depth <= Limits.InlineBranches)
            WriteInline(index, statement);
        else CallShared(index, statement);
        _available.AddStatement(index);
    }

    private void WriteInline(int index, StatementPlan statement)
    {
        statement.IsWritten = true;
        WriteBody(index, statement);
    }

    private void WriteBody(int index, StatementPlan statement)
    {
        var outer = Out.Enter(Typed.Op.Form[index].Name);
        _isRunning[index] = true;
        if (Typed.Order.IsCyclic[index]) Out.SetFlag(statement.Started(Out));
        LowerRegion(Typed.Op.Form[index].Node, statement.Value);
        // Asked after the body: the body may have made the first shared copy. What one place alone
        // needs runs but once, like that place.
        if ((_depth > 0 || _beforeShared is not null) && _mentions.IsShared(index))
            Out.SetFlag(statement.Done(Out));
        _isRunning[index] = false;
        Out.Leave(outer);
    }

    /// <summary>
    /// done? ⇒ skip; started? ⇒ circular; else return := here; jump to the copy; here:
    /// </summary>
    private void CallShared(int index, StatementPlan statement)
    {
        var (start, here) = (new Label(), new Label());
        Out.Emit(new BranchStep(statement.Done(Out), start));
        Out.Emit(new JumpStep(here));
        Out.Mark(start);
        if (Typed.Order.IsCyclic[index])
        {
            var fresh = new Label();
            Out.Emit(new BranchStep(statement.Started(Out), fresh));
            Out.EmitUnblamed(new FailStep(Circular(index)));
            Out.Mark(fresh);
        }

        if (statement.Returns.Count == 0)
        {
            _beforeShared ??= _available.Until(_depth == 0 ? _available.Mark : _topMark);
            _shared.Enqueue(index);
        }

        Out.Emit(new LiteralStep(
            statement.ReturnTo(Out), State.Of((long)statement.Returns.Count)));
        statement.Returns.Add(here);
        Out.Emit(new JumpStep(statement.Entry));
        Out.Mark(here);
        Out.Forget();
    }

    /// <summary>The copies of statements that several branches share, and the ways back.</summary>
    private void WriteShared()
    {
        while (!Out.IsFull && _shared.TryDequeue(out var statement)) WriteShared(statement);
        WriteReturns();
    }

    /// <summary>
    /// The shared copy: it may rely only on what had run before anyone could call it.
    /// </summary>
    private void WriteShared(int index)
    {
        var statement = StatementOf(index);
        _available = _beforeShared!.Until(_beforeShared.Mark);
        _topMark = _available.Mark;
        _depth = 1;
        Out.Mark(statement.Entry);
        Out.Forget();
        WriteBody(index, statement);
        Out.Emit(new JumpStep(statement.Exit));
    }

    /// <summary>
    /// The ways back from shared copies, written last: until then any copy may become one more
    /// caller of another.
    /// </summary>
    private void WriteReturns()
    {
        foreach (var statement in _statements)
        {
            if (statement?.Returns is not { Count: > 0 } returns) continue;
            Out.Mark(statement.Exit);
            Out.Emit(new SwitchStep(statement.ReturnTo(Out), [.. returns]));
        }
    }

    private StatementPlan StatementOf(int index) => _statements[index] ??=
        new StatementPlan(Cells.New(Out, Typed.TypeOf(index)));

    private Cell InputCell(int index) => _inputs[index] ??=
        Cells.New(Out, Typed.Inputs[index]);

    /// <summary>Cheaper to write again than to ask whether it has run.</summary>
    private bool IsTrivial(int index) => Typed.Op.Form[index].Node is LiteralNode;

    private Fault Circular(int statement) => Fault.BadRequest(
        $"circular dependency: statement '{Typed.Op.Form[statement].Name}' needs itself");
}
