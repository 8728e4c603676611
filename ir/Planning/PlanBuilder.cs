using System.Collections.Immutable;
using TinyChain.Ir.Checking;
using TinyChain.Ir.Planning.Steps;
using TinyChain.Ir.Values;

namespace TinyChain.Ir.Planning;

/// <summary>Collects the steps of a plan.</summary>
internal sealed class PlanBuilder(PlanBuilder? caller = null)
{
    private readonly List<Register> _registers = [];
    private readonly List<Step> _steps = [];
    private int _outside = -1;
    private int _lastMark;
    private readonly PendingEffects _pending = new();
    private readonly KnownValues _known = new();
    private readonly List<int> _slots = [];
    private readonly List<ImmutableArray<Id>> _places = caller?._places ?? [];

    /// <summary>What is blamed for a fault in the code being written; -1 for nothing.</summary>
    internal int Place { get; private set; } = -1;

    /// <summary>The functions that the plan calls; its functions share the table.</summary>
    internal FunctionTable Functions { get; } = caller?.Functions ?? new();

    /// <summary>More steps than a plan may have were added; they are dropped.</summary>
    internal bool IsFull { get; private set; }

    /// <summary>
    /// Begins an op that is written in place of its call: all in it is blamed on the present place
    /// too. Returns the place that ends with it.
    /// </summary>
    internal int EnterOp()
    {
        var outside = _outside;
        _outside = Place;
        return outside;
    }

    /// <summary>Ends an op that is written in place.</summary>
    internal void LeaveOp(int outside) => (Place, _outside) = (_outside, outside);

    /// <summary>Begins a statement; returns the place that ends with it.</summary>
    internal int Enter(Id? statement)
    {
        var outer = Place;
        if (statement is null) Place = _outside;
        else
        {
            _places.Add(_outside < 0 ? [statement] : [statement, .. _places[_outside]]);
            Place = _places.Count - 1;
        }

        return outer;
    }

    /// <summary>Ends a statement: what was before it goes on.</summary>
    internal void Leave(int outer) => Place = outer;

    internal Register NewRegister(RegisterKind kind) => Add(kind, isFlag: false);

    internal Register NewFlag() => Add(RegisterKind.Bool, isFlag: true);

    /// <summary>A slot for an effect of the present place.</summary>
    internal int NewSlot()
    {
        _slots.Add(Place);
        return _slots.Count - 1;
    }

    /// <summary>
    /// Adds a step, behind the waits that it needs: for what it reads or overwrites, and for
    /// everything where control may leave the straight line. What was computed before is copied.
    /// </summary>
    internal void Emit(Step step)
    {
        if (!_pending.IsEmpty)
        {
            if (!step.FallsThrough || !step.Targets.IsEmpty) WaitForAll();
            foreach (var source in step.Sources) WaitFor(source);
            if (step.Destination is { } to) WaitFor(to);
        }

        if (!IsCheap(step) && _known.Find(step) is { } same)
            step = new MoveStep(step.Destination!, same);
        // A step is new and ours until the plan is built: a copy of each cost a third of planning.
        step.Place = Place;
        Add(step);
    }

    /// <summary>
    /// A comparison of numbers: it takes no longer than a copy of what it came to, which would have
    /// to be kept until then.
    /// </summary>
    private static bool IsCheap(Step step) =>
        step is CallStep { To.Kind: RegisterKind.Bool, Argument: { } argument } call
        && call.Operands is (RegisterKind.I64 or RegisterKind.F64)
        && argument.Kind == call.Operands;

    /// <summary>
    /// Begins an effect whose result goes to a register of states. It is waited for just before
    /// that is used, so that effects on disjoint subjects overlap; one that may not overlap with
    /// another waits for it here.
    /// </summary>
    internal void Begin(BeginStep begin, Register to, EffectScope scope)
    {
        WaitFor(scope);
        Emit(begin);
        _pending.Add(new PendingEffect(to, begin.Slot, Place, scope));
    }

    /// <summary>Waits for what may not overlap with an effect on this.</summary>
    internal void WaitFor(EffectScope scope)
    {
        foreach (var other in _pending.Conflicting(scope)) WaitFor(other);
    }

    /// <summary>Waits for every effect begun so far.</summary>
    internal void WaitForAll()
    {
        if (_pending.IsEmpty) return;
        foreach (var effect in _pending.TakeAll()) Wait(effect);
    }

    /// <summary>A step that no statement of the op being written is to blame for.</summary>
    internal void EmitUnblamed(Step step)
    {
        var place = Place;
        Place = _outside;
        Emit(step);
        Place = place;
    }

    internal void Mark(Label label)
    {
        WaitForAll();
        label.Position = _lastMark = _steps.Count;
        _known.Mark(label);
    }

    /// <summary>
    /// Control comes here by a way back that isn't written yet: registers may hold anything.
    /// </summary>
    internal void Forget() => _known.Forget();

    internal Register Literal(State value, RegisterKind kind = RegisterKind.State)
    {
        var to = NewRegister(kind);
        Emit(new LiteralStep(to, value));
        return to;
    }

    internal void Fail(string message) => Emit(new FailStep(Fault.BadRequest(message)));

    /// <summary>Takes fuel, together with what was to be taken just before.</summary>
    internal void Charge(int units, bool isLoop = false)
    {
        if (_steps.Count > _lastMark && _steps[^1] is ChargeStep before)
        {
            _steps[^1] = before with
            {
                Units = before.Units + units,
                IsLoop = before.IsLoop || isLoop,
            };
        }
        else
        {
            Emit(new ChargeStep(units, isLoop));
        }
    }

    internal void ClearFlag(Register flag) => Emit(new LiteralStep(flag, State.Of(false)));

    internal void SetFlag(Register flag) => Emit(new LiteralStep(flag, State.Of(true)));

    /// <summary>The same value in a register of the kind asked for.</summary>
    internal Register As(Register register, RegisterKind kind)
    {
        if (register.Kind == kind) return register;
        var to = NewRegister(kind);
        Emit(new MoveStep(to, register));
        return to;
    }

    /// <summary>The plan of an op, with its functions: when all places are known.</summary>
    internal OpPlan Build(TypedOp typed, IEnumerable<Func<OpPlan>> functions) =>
        new(typed, [.. _registers], _steps.ToImmutableArray(), [.. _places], [.. _slots])
        {
            Functions = [.. functions.Select(build => build())],
        };

    /// <summary>Effects are begun, as a function can't.</summary>
    internal bool HasSlots => _slots.Count > 0;

    /// <summary>The plan of a function, whose arguments stand in `inputs`.</summary>
    internal OpPlan Build(OpFunction function, IEnumerable<Cell> inputs) =>
        new(function.Typed, [.. _registers], _steps.ToImmutableArray(), [.. _places], [])
        {
            Parameters = [.. inputs.Cast<Register>()],
            ResultKind = FunctionTable.ResultOf(function),
        };

    private void WaitFor(Register register)
    {
        if (_pending.Take(register) is { } effect) Wait(effect);
    }

    private void Wait(PendingEffect effect) =>
        Add(new WaitStep(effect.To, effect.Slot) { Place = effect.Place });

    private void Add(Step step)
    {
        IsFull |= _steps.Count >= Limits.PlanSteps;
        if (IsFull) return;
        _steps.Add(step);
        _known.Add(step);
    }

    private Register Add(RegisterKind kind, bool isFlag)
    {
        var register = new Register(_registers.Count, kind, isFlag);
        _registers.Add(register);
        return register;
    }
}
