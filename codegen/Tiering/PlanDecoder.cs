using TinyChain.Ir.Intrinsics;
using TinyChain.Ir.Planning;
using TinyChain.Ir.Planning.Steps;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Execution;
using TinyChain.Runtime.Intrinsics;

namespace TinyChain.Codegen.Tiering;

/// <summary>
/// OpPlan → PlanProgram: each step becomes one instruction. A constant that is a register's only
/// value becomes part of what the bank holds at first, and costs nothing when the op runs.
/// </summary>
internal sealed class PlanDecoder
{
    private readonly OpPlan _plan;
    private readonly ProgramBanks _banks;
    private readonly int[] _positions;
    private readonly List<Instruction> _code = [];
    private readonly List<Func<State, State, State>> _bodies = [];
    private readonly List<State> _literals = [];
    private readonly List<int[]> _lists = [];
    private readonly List<EffectOperands> _effects = [];
    private readonly List<Application> _applications = [];
    private readonly List<int> _waits = [];
    private readonly List<FunctionCall> _calls = [];
    private readonly FunctionInterpreter[] _functions;
    private readonly int[] _heads;

    private PlanDecoder(OpPlan plan, FunctionInterpreter[] functions)
    {
        (_plan, _functions) = (plan, functions);
        _banks = new ProgramBanks(plan);
        _positions = new int[plan.Steps.Length];
        _heads = LoopHeads.Of(plan);
    }

    internal static PlanProgram Decode(OpPlan plan, FunctionInterpreter[] functions) =>
        new PlanDecoder(plan, functions).Decode();

    private PlanProgram Decode()
    {
        for (var i = 0; i < _plan.Steps.Length; i++)
        {
            _positions[i] = _code.Count;
            var step = _plan.Steps[i];
            if (step is not LiteralStep { To: var to } || !_banks.IsConstant(to))
                _code.Add(Fused(Decode(step, i), step, i) with { Place = step.Place });
        }

        Resolve();
        return new PlanProgram
        {
            Code = [.. _code],
            Numbers = _banks.Numbers,
            States = _banks.States,
            Registers = _banks.Registers,
            Points = [.. _waits, .. _heads.Select(head => _positions[head])],
            Bodies = [.. _bodies],
            Literals = [.. _literals],
            Lists = [.. _lists],
            Effects = [.. _effects],
            Applications = [.. _applications],
            Functions = [.. _calls],
            HasEffects = !_plan.SlotPlaces.IsEmpty,
        };
    }

    /// <summary>
    /// Jumps hold the index of a step until every step has its place. One to where the op returns
    /// returns at once.
    /// </summary>
    private void Resolve()
    {
        for (var i = 0; i < _code.Count; i++)
        {
            var code = _code[i];
            if (code.Code == Opcode.Jump && _plan.Steps[code.To] is ReturnStep)
                _code[i] = _code[_positions[code.To]];
            else if (code.Code is Opcode.Jump or Opcode.Loop or Opcode.Branch)
                _code[i] = code with { To = _positions[code.To] - i - 1 };
            if (code.Code is Opcode.NextState or Opcode.NextNumber or Opcode.NextC64)
                _code[i] = code with { Extra = _positions[code.Extra] - i - 1 };
            if (code.Code is not Opcode.Switch) continue;
            var targets = _lists[code.Extra];
            for (var t = 0; t < targets.Length; t++) targets[t] = _positions[targets[t]] - i - 1;
        }
    }

    /// <summary>
    /// A comparison that does the branch behind it, too. The branch stays, for who comes to it by
    /// another way.
    /// </summary>
    private Instruction Fused(Instruction code, Step step, int index) =>
        step is CallStep { To: var to }
        && _plan.Steps[index + 1] is BranchStep next && next.Condition == to
        && Relations.Of(code.Code) is var (branch, orders)
            ? code with { Code = branch, Extra = orders } : code;

    private Instruction Decode(Step step, int index) => step switch
    {
        ArgStep arg => Arg(arg),
        GuardStep guard => new(Opcode.Guard, Left: guard.Input),
        EntriesStep entries => new(Opcode.Entries, Place(entries.To), entries.Input),
        EntryStep entry => new(EntryOf(entry.To.Kind), Place(entry.To), Place(entry.Entries))
        {
            Extra = entry.Index,
        },
        LiteralStep literal => Literal(literal),
        MoveStep move => Move(move.To, move.From),
        CallStep call => Call(call),
        InvokeStep call => new(Opcode.Function) { Extra = AddTo(_calls, Function(call)) },
        TupleStep tuple => Container(Opcode.Tuple, tuple, State.None),
        MapStep map => Container(
            Opcode.Map, map, State.Map(map.Keys, [.. map.Keys.Select(_ => State.None)])),
        FillStep fill => Container(Opcode.Fill, fill, fill.Parts),
        ItemsStep items => new(Opcode.Items, Place(items.To), Place(items.From)),
        NextItemStep next => new(
            NextOf(next.To.Kind), Place(next.To), Place(next.Items), Place(next.Index))
        {
            Extra = next.End.Position,
        },
        NewItemsStep made => new(Opcode.Room, Place(made.To), Place(made.Like)),
        AppendStep append => new(
            Opcode.Append, Place(append.Items), Place(append.From), Place(append.Index)),
        PackStep pack => new(Opcode.Pack, Place(pack.To), Place(pack.Items), Place(pack.Count)),
        BeginStep begin => Begin(begin),
        WaitStep wait => Wait(wait),
        BranchStep branch => new(
            Opcode.Branch, branch.Otherwise.Position, Place(branch.Condition)),
        JumpStep jump => Jump(jump, index),
        SwitchStep choice => new(Opcode.Switch, Left: Place(choice.Selector))
        {
            Extra = AddTo(_lists, [.. choice.Cases.Select(c => c.Position)]),
        },
        ChargeStep charge => new(_plan.MayEnd(charge) ? Opcode.Charge : Opcode.Use)
        {
            Extra = charge.Units,
        },
        WeighStep weigh => new(
            Opcode.Weigh, Left: AddTo(_lists, [.. weigh.Weighed.Select(Place)]))
        {
            Extra = (int)weigh.Weight,
        },
        FailStep fail => new(Opcode.Fail) { Extra = AddTo(_literals, State.Of(fail.Fault)) },
        ReturnStep result => new(ReturnOf(result.From.Kind), Left: Place(result.From)),
        _ => throw new InvalidOperationException($"{step.GetType().Name} has no instruction"),
    };

    private Instruction Arg(ArgStep arg) => new(
        arg.To.Kind switch
        {
            RegisterKind.State => Opcode.Arg,
            RegisterKind.Bool => Opcode.GuardBool,
            RegisterKind.I64 => Opcode.GuardI64,
            RegisterKind.F64 => Opcode.GuardF64,
            RegisterKind.C64 => Opcode.GuardC64,
            RegisterKind.Items => throw new InvalidOperationException("only numbers are guarded"),
        },
        Place(arg.To), arg.Input);

    private static Opcode NextOf(RegisterKind kind) => kind switch
    {
        RegisterKind.State or RegisterKind.Items => Opcode.NextState,
        RegisterKind.Bool or RegisterKind.I64 or RegisterKind.F64 => Opcode.NextNumber,
        RegisterKind.C64 => Opcode.NextC64,
    };

    private static Opcode EntryOf(RegisterKind kind) => kind switch
    {
        RegisterKind.State => Opcode.Entry,
        RegisterKind.Bool or RegisterKind.I64 or RegisterKind.F64 => Opcode.EntryNumber,
        RegisterKind.C64 => Opcode.EntryC64,
        RegisterKind.Items => throw new InvalidOperationException("an entry is no items"),
    };

    private Instruction Literal(LiteralStep literal) => new(
        RegisterPlace.IsState(literal.To.Kind) ? Opcode.LoadState
            : literal.To.Kind == RegisterKind.C64 ? Opcode.LoadC64 : Opcode.LoadNumber,
        Place(literal.To))
    {
        Extra = AddTo(_literals, literal.Value),
    };

    private Instruction Move(Register to, Register from) =>
        (to.Kind, from.Kind) switch
        {
            (RegisterKind.C64, RegisterKind.C64) => Complex(ComplexCode.Copy, to, from),
            (RegisterKind.C64, RegisterKind.Bool or RegisterKind.I64) =>
                Complex(ComplexCode.OfInteger, to, from),
            (RegisterKind.C64, RegisterKind.F64) => Complex(ComplexCode.OfFloat, to, from),
            (RegisterKind.C64, RegisterKind.State) => Copy(Opcode.UnboxC64, to, from),
            (RegisterKind.State, RegisterKind.C64) => Copy(Opcode.BoxC64, to, from),
            (RegisterKind.State, RegisterKind.Bool) => Copy(Opcode.BoxBool, to, from),
            (RegisterKind.State, RegisterKind.I64) => Copy(Opcode.BoxI64, to, from),
            (RegisterKind.State, RegisterKind.F64) => Copy(Opcode.BoxF64, to, from),
            (RegisterKind.F64, RegisterKind.Bool or RegisterKind.I64) =>
                Copy(Opcode.Widen, to, from),
            (RegisterKind.Bool or RegisterKind.I64 or RegisterKind.F64, RegisterKind.State) =>
                Copy(Opcode.Unbox, to, from),
            _ => Copy(
                RegisterPlace.IsState(to.Kind) ? Opcode.CopyState : Opcode.CopyNumber, to, from),
        };

    private Instruction Copy(Opcode code, Register to, Register from) =>
        new(code, Place(to), Place(from));

    /// <summary>Without a second operand that is the first, which nobody looks at.</summary>
    private Instruction Complex(
        ComplexCode code, Register to, Register left, Register? right = null) =>
        new(Opcode.Complex, Place(to), Place(left), Place(right ?? left)) { Extra = (int)code };

    /// <summary>A missing operand is none; in a condition on a number, zero.</summary>
    private Instruction Call(CallStep call)
    {
        var code = ArithmeticCodes.Of(call);
        if (code == Opcode.Complex)
            return Complex(
                ArithmeticCodes.OfComplex(call), call.To, call.Receiver, call.Argument);
        if (code == Opcode.Apply)
            return Apply(call.To, BodyOf(call.Method), call.Receiver, call.Argument);
        var isBody = code == Opcode.Invoke;
        return new(
            code, Place(call.To), Place(call.Receiver),
            call.Argument is { } argument ? Place(argument)
                : isBody ? _banks.None : _banks.Zero)
        {
            Extra = isBody ? AddTo(_bodies, BodyOf(call.Method)) : 0,
        };
    }

    private Instruction Apply(
        Register to, Func<State, State, State> body, Register left, Register? right = null) =>
        new(Opcode.Apply)
        {
            Extra = AddTo(_applications, new Application(
                body, _banks.Registers[to.Index], _banks.Registers[left.Index],
                right is null ? null : _banks.Registers[right.Index])),
        };

    private FunctionCall Function(InvokeStep call) => new(
        _functions[call.Function], _banks.Registers[call.To.Index],
        [.. call.Arguments.Select(a => _banks.Registers[a.Index])]);

    private Instruction Container(Opcode code, Step step, State shape) => new(
        code, Place(step.Destination!), AddTo(_lists, [.. step.Sources.Select(Place)]))
    {
        Extra = AddTo(_literals, shape),
    };

    private Instruction Begin(BeginStep begin)
    {
        var path = begin.Path is { } link ? State.Of(link) : State.None;
        var (key, value) = begin.Operands;
        return new(Opcode.Begin, Left: begin.Slot)
        {
            Extra = AddTo(_effects, new EffectOperands(
                begin.Kind, Place(begin.Subject), path, Place(key),
                value is null ? _banks.None : Place(value))),
        };
    }

    private Instruction Wait(WaitStep wait)
    {
        _waits.Add(_code.Count);
        return new(Opcode.Wait, Place(wait.To), wait.Slot) { Extra = _waits.Count };
    }

    private Instruction Jump(JumpStep jump, int index)
    {
        var target = jump.Target.Position;
        // The loops of a function can't be taken over by other code.
        if (target > index || _plan.ResultKind is not null) return new(Opcode.Jump, target);
        var waits = _plan.Steps.Count(s => s is WaitStep);
        return new(Opcode.Loop, target)
        {
            Extra = waits + Array.IndexOf(_heads, target) + 1,
        };
    }

    private int Place(Register register) => _banks.Registers[register.Index].Index;

    private static Opcode ReturnOf(RegisterKind kind) => kind switch
    {
        RegisterKind.State or RegisterKind.Items => Opcode.ReturnState,
        RegisterKind.C64 => Opcode.ReturnC64,
        RegisterKind.Bool => Opcode.ReturnBool,
        RegisterKind.I64 => Opcode.ReturnI64,
        RegisterKind.F64 => Opcode.ReturnF64,
    };

    private static Func<State, State, State> BodyOf(Intrinsic intrinsic) =>
        PlanBodies.Find(intrinsic) ?? IntrinsicBodies.Of(intrinsic);

    private static int AddTo<T>(List<T> table, T item)
    {
        table.Add(item);
        return table.Count - 1;
    }
}
