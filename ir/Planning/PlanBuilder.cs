using System.Collections.Immutable;
using TinyChain.Ir.Checking;
using TinyChain.Ir.Planning.Steps;
using TinyChain.Ir.Values;

namespace TinyChain.Ir.Planning;

/// <summary>Collects the steps of a plan.</summary>
internal sealed class PlanBuilder
{
    private readonly List<Register> _registers = [];
    private readonly List<Step> _steps = [];
    private int _slots;

    /// <summary>The statement whose code is being written; -1 between statements.</summary>
    internal int Statement { get; set; } = -1;

    /// <summary>More steps than a plan may have were added; they are dropped.</summary>
    internal bool IsFull { get; private set; }

    internal Register NewRegister(RegisterKind kind) => Add(kind, isFlag: false);

    internal Register NewFlag() => Add(RegisterKind.Bool, isFlag: true);

    internal int NewSlot() => _slots++;

    internal void Emit(Step step)
    {
        IsFull |= _steps.Count >= Limits.PlanSteps;
        if (!IsFull) _steps.Add(step with { Statement = Statement });
    }

    /// <summary>A step that no statement is to blame for.</summary>
    internal void EmitUnblamed(Step step)
    {
        var statement = Statement;
        Statement = -1;
        Emit(step);
        Statement = statement;
    }

    internal void Mark(Label label) => label.Position = _steps.Count;

    internal Register Literal(State value, RegisterKind kind = RegisterKind.State)
    {
        var to = NewRegister(kind);
        Emit(new LiteralStep(to, value));
        return to;
    }

    internal void Fail(string message) => Emit(new FailStep(Fault.BadRequest(message)));

    internal void SetFlag(Register flag) => Emit(new LiteralStep(flag, State.Of(true)));

    /// <summary>The same value in a register of the kind asked for.</summary>
    internal Register As(Register register, RegisterKind kind)
    {
        if (register.Kind == kind) return register;
        var to = NewRegister(kind);
        Emit(new MoveStep(to, register));
        return to;
    }

    internal OpPlan Build(TypedOp typed) =>
        new(typed, [.. _registers], _steps.ToImmutableArray(), _slots);

    private Register Add(RegisterKind kind, bool isFlag)
    {
        var register = new Register(_registers.Count, kind, isFlag);
        _registers.Add(register);
        return register;
    }
}
