using System.Reflection.Emit;
using TinyChain.Ir.Planning;
using TinyChain.Ir.Planning.Steps;
using TinyChain.Ir.Planning.Unfolding;
using TinyChain.Ir.Printing;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Execution;
using Label = TinyChain.Ir.Planning.Label;

namespace TinyChain.Codegen.Emit;

/// <summary>
/// The fifth stage: OpPlan → IL. Registers become locals, unboxed where their kind is a number's;
/// steps become a few instructions each, and slow paths stand out of line, behind calls.
/// </summary>
internal sealed class BodyEmitter
{
    private readonly OpPlan _plan;
    private readonly IlLocal?[] _registers;
    private readonly Deferrals _deferrals;
    private readonly IlLabel?[] _labels;
    private readonly ExitEmitter _exit;
    private readonly Boxing _boxing;
    private readonly WaitEmitter _waits;
    private IlLocal? _none;
    private Register? _onStack;
    private Liveness? _live;

    private BodyEmitter(OpPlan plan, IlBody il, int[] loops, bool isCareful)
    {
        (_plan, Il) = (plan, il);
        _exit = new ExitEmitter(this, isCareful);
        _boxing = new Boxing(plan);
        _deferrals = new Deferrals(plan);
        _registers = new IlLocal?[plan.Registers.Length];
        Loops = new LoopEmitter(
            this, _exit.Fuel, _exit.Fuel is null || isCareful ? [] : LoopFinder.Find(plan));
        _labels = new IlLabel?[plan.Steps.Length];
        foreach (var target in JumpEmitter.Targets(plan)) _labels[target] ??= new IlLabel();
        _waits = new WaitEmitter(this, loops);
    }

    internal IlBody Il { get; }

    internal OpPlan Plan => _plan;

    internal LoopEmitter Loops { get; }

    internal Liveness Live => _live ??= new Liveness(_plan);

    /// <summary>The step that is being written.</summary>
    internal int Position { get; private set; }

    /// <summary>
    /// `loops` are the steps at which a loop that runs already may come in. A careful body knows
    /// whom to blame for an overflow; see ExitEmitter.
    /// </summary>
    internal static IlBody Emit(OpPlan plan, int[]? loops = null, bool isCareful = false)
    {
        var quiet = isCareful ? null : Unfolder.Unfold(plan, Frame.FunctionFuel);
        var il = new IlBody
        {
            Functions = InvokeEmitter.Declare(plan, quiet is not null),
            IsQuiet = quiet is not null,
        };
        // What an op with effects did can't be done again, so its functions are careful too.
        foreach (var function in il.Functions)
        {
            function.Body = Emit(
                quiet?[function.Index] ?? plan.Functions[function.Index], new IlBody(il), [],
                isCareful || !plan.SlotPlaces.IsEmpty);
        }

        return Emit(plan, il, loops ?? [], isCareful);
    }

    private static IlBody Emit(OpPlan plan, IlBody il, int[] loops, bool isCareful)
    {
        var emitter = new BodyEmitter(plan, il, loops, isCareful);
        emitter._exit.Enter();
        emitter._waits.Enter();
        for (var i = 0; i < plan.Steps.Length; i++) emitter.EmitAt(i);
        emitter._waits.Leave();
        emitter._exit.Leave();
        return emitter.Il;
    }

    /// <summary>
    /// Writes steps again, up to one that is not: a copy of their own, which nothing jumps into.
    /// </summary>
    internal void Repeat(int first, int end)
    {
        for (var i = first; i < end; i++)
        {
            if (_labels[i] is not null) _labels[i] = new IlLabel();
        }

        for (var i = first; i < end; i++) EmitAt(i);
    }

    /// <summary>Ends the op with the state on the stack.</summary>
    internal void Return() => _exit.Return();

    /// <summary>A guard: unless the bool on the stack is true the call goes elsewhere.</summary>
    internal void DivertUnless() => Il.Emit(OpCodes.Brfalse, _exit.Divert);

    /// <summary>Takes fuel.</summary>
    internal void Charge(ChargeStep charge) => _exit.Charge(charge);

    /// <summary>Ends a function that has failed, as its frame knows.</summary>
    internal void ReturnFailed() => _exit.ReturnFailed();

    /// <summary>Where a quiet function has failed: the op runs again.</summary>
    internal IlLabel Again => _exit.FromStart;

    /// <summary>Leaves the fuel that is left to a function.</summary>
    internal void Lend() => _exit.Lend();

    /// <summary>Takes back what the function left of it.</summary>
    internal void Settle() => _exit.Settle();

    /// <summary>Says whom to blame for an overflow in what follows.</summary>
    internal void MayOverflow(Step step) => _exit.At(step);

    internal IlLocal Local(Register register) => _registers[register.Index] ??=
        Il.NewLocal(KindTypes.LocalType(register.Kind), register.ToString());

    /// <summary>Where a jump from the step at hand goes.</summary>
    internal IlLabel LabelOf(Label label) => LabelOf(label.Position);

    /// <summary>Where a jump from the step at hand to that one goes.</summary>
    internal IlLabel LabelOf(int step) => Loops.Redirect(step) ?? LabelAt(step);

    /// <summary>The label of a step that is some jump's target.</summary>
    internal IlLabel LabelAt(int step) => _labels[step]!;

    internal void Load(Register register)
    {
        if (_deferrals.Of(register) is { } maker) LoadMade(maker);
        else if (_onStack == register) _onStack = null;
        else Il.Emit(OpCodes.Ldloc, Local(register));
    }

    internal void Store(Register register) => Il.Emit(OpCodes.Stloc, Local(register));

    /// <summary>The frame.</summary>
    internal void LoadFrame() =>
        Il.Emit(_plan.ResultKind is null ? OpCodes.Ldarg_1 : OpCodes.Ldarg_0);

    /// <summary>The op's constants.</summary>
    internal void LoadConstants()
    {
        Il.Emit(OpCodes.Ldarg_0);
        if (_plan.ResultKind is not null) Il.Call(Seam.Unit);
    }

    /// <summary>The address of the first argument.</summary>
    internal void LoadArguments() => Il.Emit(OpCodes.Ldarg_2);

    /// <summary>A state that IL can't hold.</summary>
    internal void LoadLiteral(State value)
    {
        LoadConstants();
        Il.Call(Seam.Literals);
        Il.Emit(OpCodes.Ldc_I4, Il.Literal(value));
        Il.LoadElement(typeof(State));
    }

    /// <summary>None: a local that nobody writes.</summary>
    internal void LoadNone() =>
        Il.Emit(OpCodes.Ldloc, _none ??= Il.NewLocal(typeof(State), "none"));

    /// <summary>The register as a whole state.</summary>
    internal void LoadState(Register register)
    {
        Load(register);
        if (KindTypes.BoxOf(register.Kind) is { } box) Il.Call(box);
    }

    /// <summary>Ends the op where the register holds a fault.</summary>
    internal void CheckFault(Register register, Step step) => CheckFault(Local(register), step);

    /// <summary>Ends the op where the local holds a fault.</summary>
    internal void CheckFault(IlLocal state, Step step)
    {
        Il.Emit(OpCodes.Ldloca, state);
        Il.Call(Seam.IsFault);
        EndIf(state, step);
    }

    /// <summary>
    /// Keeps a container, or ends the op where it could not be made. That takes longer than to call
    /// somebody who looks, and a look in place takes the JIT longer than the rest of the step.
    /// </summary>
    private void StoreContainer(Register container, Step step)
    {
        if (step.Place < 0 && IsReturnedNext(container))
        {
            _onStack = container;
            return;
        }

        Store(container);
        Load(container);
        Il.Call(Seam.IsRefused);
        EndIf(Local(container), step);
    }

    /// <summary>A fault that nobody is blamed for is as good a result as any.</summary>
    private bool IsReturnedNext(Register register) =>
        _plan.Steps[Position + 1] is ReturnStep end && end.From == register
        && _labels[Position + 1] is null;

    /// <summary>Ends the op with a fault where the bool on the stack is true.</summary>
    private void EndIf(IlLocal state, Step step)
    {
        var fine = new IlLabel();
        Il.Emit(OpCodes.Brfalse, fine);
        LoadConstants();
        Il.Emit(OpCodes.Ldloc, state);
        ReturnBlamed(step);
        Il.Mark(fine);
    }

    /// <summary>Ends the op with a constant fault.</summary>
    internal void Fail(Fault fault, Step step)
    {
        LoadConstants();
        Il.Emit(OpCodes.Ldc_I4, Il.Literal(State.Of(fault)));
        Il.Emit(OpCodes.Ldc_I4, step.Place);
        Il.Call(Seam.Fail);
        Return();
    }

    /// <summary>Ends the op with the fault on the stack, above the constants.</summary>
    internal void ReturnBlamed(Step step)
    {
        Il.Emit(OpCodes.Ldc_I4, step.Place);
        Il.Call(Seam.Blame);
        Return();
    }

    private void Mark(int step)
    {
        if (_labels[step] is not { } label) return;
        Il.Mark(label);
        _exit.Joined();
    }

    private void EmitAt(int position)
    {
        var step = _plan.Steps[position];
        Position = position;
        Mark(position);
        Il.Comment(() => PlanPrinter.Line(_plan, step));
        if (Loops.TryEmit(position, step)) return;
        if (!_deferrals.Holds(step)) Emit(step);
        Loops.Emitted(position);
    }

    private void Emit(Step step)
    {
        switch (step)
        {
            case ArgStep arg:
                ArgEmitter.Emit(this, arg);
                break;
            case GuardStep guard:
                ArgEmitter.Emit(this, guard);
                break;
            case EntriesStep entries:
                ArgEmitter.Emit(this, entries);
                break;
            case EntryStep entry:
                ArgEmitter.Emit(this, entry);
                break;
            case LiteralStep literal:
                LiteralEmitter.Load(this, literal);
                Store(literal.To);
                break;
            case MoveStep move:
                MoveEmitter.Load(this, _boxing, move);
                Store(move.To);
                break;
            case CallStep call:
                CallEmitter.Emit(this, call);
                break;
            case InvokeStep call:
                _exit.Call(call);
                break;
            case TupleStep tuple:
                EmitItems(tuple);
                Il.Call(Seam.Tuple);
                StoreContainer(tuple.To, tuple);
                break;
            case FillStep fill:
                FillEmitter.Emit(this, fill);
                break;
            case MapStep map:
                EmitMap(map);
                break;
            case ItemsStep or NextItemStep or NewItemsStep or AppendStep or PackStep:
                ItemsEmitter.Emit(this, step);
                break;
            case ChargeStep charge:
                Charge(charge);
                break;
            case WeighStep weigh:
                _exit.Charge(weigh);
                break;
            case BeginStep begin:
                EffectEmitter.Emit(this, begin);
                break;
            case WaitStep wait:
                _waits.Emit(wait);
                break;
            case BranchStep branch:
                JumpEmitter.Emit(this, branch);
                break;
            case JumpStep jump:
                JumpEmitter.Emit(this, jump);
                break;
            case SwitchStep choice:
                EmitSwitch(choice);
                break;
            case FailStep fail:
                Fail(fail.Fault, fail);
                break;
            case ReturnStep result:
                if (_plan.ResultKind is null) LoadState(result.From);
                else Load(result.From);
                _exit.ReturnResult();
                break;
        }
    }

    private void LoadMade(Step maker)
    {
        if (maker is LiteralStep literal) LiteralEmitter.Load(this, literal);
        else MoveEmitter.Load(this, _boxing, (MoveStep)maker);
    }

    private void EmitMap(MapStep map)
    {
        LoadConstants();
        Il.Emit(
            OpCodes.Ldc_I4, Il.Literal(State.Map(map.Keys, [.. map.Keys.Select(_ => State.None)])));
        EmitItems(map);
        Il.Call(Seam.Map);
        StoreContainer(map.To, map);
    }

    /// <summary>The step's sources as a new array.</summary>
    internal void EmitItems(Step step)
    {
        if (step.Sources.Length - 1 is var last && (uint)last < Seam.ItemArray.Length)
        {
            foreach (var source in step.Sources) Load(source);
            Il.Call(Seam.ItemArray[last]);
            return;
        }

        Il.Emit(OpCodes.Ldc_I4, step.Sources.Length);
        Il.NewArray(typeof(State));
        for (var i = 0; i < step.Sources.Length; i++)
        {
            Il.Emit(OpCodes.Dup);
            Il.Emit(OpCodes.Ldc_I4, i);
            Load(step.Sources[i]);
            Il.Call(Seam.PutItem);
        }
    }

    private void EmitSwitch(SwitchStep choice)
    {
        Load(choice.Selector);
        Il.Emit(OpCodes.Conv_I4);
        Il.Switch([.. choice.Cases.Select(LabelOf)]);
        Il.Emit(OpCodes.Br, LabelOf(choice.Cases[0]));
    }
}
