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
    private readonly Register?[] _inputs;
    private readonly Queue<int> _shared = [];
    private Availability _available = new();
    private Availability? _beforeShared;
    private int _depth;
    private int _topMark;

    private Planner(TypedOp typed)
    {
        Typed = typed;
        _statements = new StatementPlan?[typed.Op.Form.Length];
        _isRunning = new bool[typed.Op.Form.Length];
        _inputs = new Register?[typed.Scope.Inputs.Length];
    }

    internal TypedOp Typed { get; }

    internal PlanBuilder Out { get; } = new();

    /// <summary>The plan, or null where `diagnostics` got an error.</summary>
    internal static OpPlan? Plan(TypedOp typed, DiagnosticBag diagnostics)
    {
        var planner = new Planner(typed);
        planner.WriteMain();
        while (!planner.Out.IsFull && planner._shared.TryDequeue(out var statement))
            planner.WriteShared(statement);
        planner.WriteReturns();
        if (!planner.Out.IsFull) return planner.Out.Build(typed);
        diagnostics.Add(PlanErrors.TooLong(typed.Op));
        return null;
    }

    /// <summary>A node's value: in the register that has it already, or in a new one.</summary>
    internal Register Operand(Node node)
    {
        if (node is IdRef { IsSelf: false } id) return RegisterOf(id.Name);
        var to = Out.NewRegister(RegisterKinds.Of(Typed.ClassOf(node)));
        Lower(node, to);
        return to;
    }

    /// <summary>A node's value as a whole state.</summary>
    internal Register StateOperand(Node node) => node is LiteralNode literal
        ? Out.Literal(literal.Value) : Out.As(Operand(node), RegisterKind.State);

    /// <summary>Writes the code of a branch: it runs only if control gets here.</summary>
    internal void Branch(Node node, Register to)
    {
        if (_depth++ == 0) _topMark = _available.Mark;
        var mark = _available.Mark;
        LowerRegion(node, to);
        _available.Rollback(mark);
        _depth--;
    }

    /// <summary>Writes a node's value to a register of its kind, or to a whole state.</summary>
    internal void Lower(Node node, Register to)
    {
        var kind = RegisterKinds.Of(Typed.ClassOf(node));
        if (kind == to.Kind || ReferenceEquals(Typed.ClassOf(node), StateClass.Never))
        {
            Lowerings.Write(this, node, to);
            return;
        }

        var typed = Out.NewRegister(kind);
        Lowerings.Write(this, node, typed);
        Out.Emit(new MoveStep(to, typed));
    }

    /// <summary>The register of a statement or an input.</summary>
    internal Register RegisterOf(Id name)
    {
        var (kind, index) = Typed.Scope[name];
        return kind == ReferenceKind.Input ? InputRegister(index) : StatementOf(index).Value;
    }

    /// <summary>Reads `$self`, as a whole state: looked for only where it is used.</summary>
    internal Register Self()
    {
        var index = Typed.Scope[Id.Of(IdRef.Self)].Index;
        Out.Emit(new ArgStep(InputRegister(index), index));
        return Out.As(InputRegister(index), RegisterKind.State);
    }

    /// <summary>
    /// Guards come first, where nothing has begun yet and a call may still go elsewhere.
    /// </summary>
    private void WriteGuards()
    {
        for (var i = 0; i < _inputs.Length; i++)
        {
            if (InputRegister(i).Kind == RegisterKind.State) continue;
            Out.Emit(new ArgStep(InputRegister(i), i));
            _available.AddInput(i);
        }
    }

    private void WriteMain()
    {
        var op = Typed.Op;
        WriteGuards();
        if (op.Form.IsEmpty)
        {
            Out.Emit(new ReturnStep(Out.Literal(State.None)));
            return;
        }

        var result = Typed.Op.Form.Length - 1;
        Force(result);
        var isSilent = op.Kind is OpKind.Put or OpKind.Delete;
        Out.Emit(new ReturnStep(isSilent ? Out.Literal(State.None) : StatementOf(result).Value));
    }

    private void LowerRegion(Node node, Register to)
    {
        var region = Region.Of(node, Typed.Scope, _available, _isRunning);
        if (region.Circular is { } circular)
        {
            Out.EmitUnblamed(new FailStep(Circular(circular)));
            return;
        }

        foreach (var input in region.Inputs)
        {
            Out.EmitUnblamed(new ArgStep(InputRegister(input), input));
            _available.AddInput(input);
        }

        foreach (var statement in region.Statements) Force(statement);
        Lower(node, to);
    }

    private void Force(int index)
    {
        if (_available.HasStatement(index)) return;
        var statement = StatementOf(index);
        if (IsTrivial(index)) Lower(Typed.Op.Form[index].Node, statement.Value);
        else if (!statement.IsWritten && _depth <= Limits.InlineBranches)
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
        // Asked after the body: the body may have made the first shared copy.
        if (_depth > 0 || _beforeShared is not null) Out.SetFlag(statement.Done(Out));
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
        new StatementPlan(Out.NewRegister(
            RegisterKinds.Of(Typed.ClassOf(Typed.Op.Form[index].Node))));

    private Register InputRegister(int index) =>
        _inputs[index] ??= Out.NewRegister(RegisterKinds.Of(Typed.Signature[index]));

    /// <summary>Cheaper to write again than to ask whether it has run.</summary>
    private bool IsTrivial(int index) => Typed.Op.Form[index].Node is LiteralNode;

    private Fault Circular(int statement) => Fault.BadRequest(
        $"circular dependency: statement '{Typed.Op.Form[statement].Name}' needs itself");
}
