using System.Reflection.Emit;
using TinyChain.Ir.Planning;
using TinyChain.Ir.Planning.Steps;

namespace TinyChain.Codegen.Emit;

/// <summary>
/// How a body ends. One that neither counts fuel nor checks integers returns where it stands. Of
/// others all ways out lead to one exit:
/// <code>
/// used = frame.Used; fuel = frame.Fuel;
/// try { … result = …; frame.Fuel = fuel; leave exit; … }
/// catch (OverflowException) { again = constants.Again(frame, arguments, used); leave failed; }
/// exit: return result;
/// failed: return again;
/// </code>
/// (What both ways out wrote would stand in memory.)
/// The machine tells of an overflow for nothing, by a flag that the JIT turns into an exception; to
/// ask for it by arithmetic costs half as much as a loop's turn. Overflow is rare: where it happens
/// the op, which is pure, runs again from its start in a careful body, which notes before each such
/// step whom to blame and keeps its fuel, and so finds the very fault, at the very cost. Keeping
/// note costs a third of a short turn.
/// A body with effects is always careful, for it can't run again.
/// </summary>
internal sealed class ExitEmitter
{
    private readonly BodyEmitter _body;
    private readonly IlLabel _exit = new();
    private IlLabel? _divert;
    private IlLabel? _again;
    private readonly IlLocal? _result;
    private readonly IlLocal? _fuel;
    private readonly IlLocal? _used;
    private readonly IlLocal? _place;
    private readonly bool _isFunction;
    private readonly bool _isChecked;
    private IlLocal? _nothing;
    private IlLocal? _fault;
    private int? _knownPlace;

    internal ExitEmitter(BodyEmitter body, bool isCareful)
    {
        _body = body;
        var plan = body.Plan;
        _isFunction = plan.ResultKind is not null;
        _isChecked = plan.Functions.Prepend(plan)
            .Any(p => p.Steps.Any(I64Emitter.MayOverflow)) && (isCareful || !_isFunction);
        if (!_isFunction && plan.SlotPlaces.IsEmpty
            && plan.Steps.Any(s => s is ChargeStep or WeighStep))
            _fuel = Il.NewLocal(typeof(long), "fuel");
        var isQuiet = Il.IsQuiet && !_isFunction;
        if (Il.IsQuiet && _isFunction) _fuel = Il.NewLocal(typeof(long), "fuel");
        Quiet = new(body, _fuel);
        if (Il.IsQuiet && _isFunction) return;
        if (!_isChecked && _fuel is null && !isQuiet) return;
        _result = Il.NewLocal(ResultType, "result");
        if (!_isChecked && !isQuiet) return;
        if (isCareful || !plan.SlotPlaces.IsEmpty) _place = Il.NewLocal(typeof(int), "place");
        else _used = Il.NewLocal(typeof(long), "used");
    }

    /// <summary>What is left of the fuel; null where the frame counts.</summary>
    internal IlLocal? Fuel => _isFunction ? null : _fuel;

    internal QuietEmitter Quiet { get; }

    private IlBody Il => _body.Il;

    private Type ResultType => KindTypes.LocalType(_body.Plan.ResultKind ?? RegisterKind.State);

    /// <summary>Fuel is charged to the frame.</summary>
    private bool IsCharged => _fuel is null && !_isFunction;

    internal void Enter()
    {
        if (_isFunction)
        {
            if (_isChecked) Il.Region(IlRegion.Try);
            if (Il.IsQuiet) Quiet.Begin();
            else InvokeEmitter.Begin(_body);
            return;
        }

        if (_used is not null)
        {
            _body.LoadFrame();
            Il.Call(Seam.Used);
            Il.Emit(OpCodes.Stloc, _used);
        }

        TakeFuel();
        if (_isChecked) Il.Region(IlRegion.Try);
    }

    /// <summary>
    /// Where guards lead that found other classes: one place for all, out of the way of the rest.
    /// </summary>
    internal IlLabel Divert => _divert ??= new();

    /// <summary>
    /// Where the body goes when a quiet function has failed: whom to blame, another body finds out.
    /// </summary>
    internal IlLabel FromStart => _again ??= new();

    /// <summary>Ends the op with the state on the stack; a function, with that fault.</summary>
    internal void Return()
    {
        if (_isFunction) Fail();
        ReturnResult();
    }

    /// <summary>Calls a function.</summary>
    internal void Call(InvokeStep call)
    {
        if (Il.IsQuiet) Quiet.Call(call);
        else InvokeEmitter.Emit(_body, call);
    }

    /// <summary>Ends a function that has failed.</summary>
    internal void ReturnFailed()
    {
        LoadNothing();
        ReturnResult();
    }

    /// <summary>Before a call of a function, which counts fuel in the frame.</summary>
    internal void Lend()
    {
        GiveBackFuel();
        _body.LoadFrame();
        _body.LoadConstants();
        Il.Call(Seam.Lend);
    }

    /// <summary>After it.</summary>
    internal void Settle()
    {
        _body.LoadFrame();
        Il.Call(Seam.Settle);
        TakeFuel();
    }

    /// <summary>Ends the body with the result on the stack.</summary>
    internal void ReturnResult()
    {
        if (_isFunction && Il.IsQuiet)
        {
            Quiet.Return();
            return;
        }

        if (_result is null)
        {
            Il.Emit(OpCodes.Ret);
            return;
        }

        Il.Emit(OpCodes.Stloc, _result);
        _body.Loops.Leave();
        GiveBackFuel();
        Il.Emit(_isChecked ? OpCodes.Leave : OpCodes.Br, _exit);
    }

    internal void Leave()
    {
        if (_isFunction && Il.IsQuiet) Quiet.Leave();
        if (_divert is not null) EmitElsewhere(_divert, Seam.Divert);
        if (_again is not null) EmitElsewhere(_again, Seam.Again);
        if (_result is null) return;
        if (_isChecked)
        {
            var (again, failed) = (Il.NewLocal(ResultType, "again"), new IlLabel());
            Il.Region(IlRegion.Catch);
            Il.Emit(OpCodes.Pop);
            Catch();
            if (_isFunction) Fail();
            Il.Emit(OpCodes.Stloc, again);
            Il.Emit(OpCodes.Leave, failed);
            Il.Region(IlRegion.End);
            Il.Mark(failed);
            Il.Emit(OpCodes.Ldloc, again);
            Il.Emit(OpCodes.Ret);
        }

        Il.Mark(_exit);
        Il.Emit(OpCodes.Ldloc, _result);
        Il.Emit(OpCodes.Ret);
    }

    /// <summary>
    /// Another body runs the op. What fuel it used stands in the frame, not in this body's local.
    /// </summary>
    private void EmitElsewhere(IlLabel from, System.Reflection.MethodInfo to)
    {
        Il.Mark(from);
        _body.LoadConstants();
        _body.LoadFrame();
        _body.LoadArguments();
        if (_again == from) Il.Emit(OpCodes.Ldloc, _used!);
        Il.Call(to);
        if (_result is null)
        {
            Il.Emit(OpCodes.Ret);
            return;
        }

        Il.Emit(OpCodes.Stloc, _result);
        Il.Emit(_isChecked ? OpCodes.Leave : OpCodes.Br, _exit);
    }

    /// <summary>Says whom to blame for an overflow in what follows.</summary>
    internal void At(Step step)
    {
        if (_place is null || _knownPlace == step.Place) return;
        _knownPlace = step.Place;
        Il.Emit(OpCodes.Ldc_I4, step.Place);
        Il.Emit(OpCodes.Stloc, _place);
    }

    /// <summary>Control may come here from elsewhere.</summary>
    internal void Joined() => _knownPlace = null;

    /// <summary>
    /// fuel -= units; if (that is negative and no more is given) end the op. It is asked where the
    /// plan says so.
    /// </summary>
    internal void Charge(ChargeStep charge)
    {
        if (_isFunction && Il.IsQuiet) Quiet.Charge(charge);
        else Charge(charge, () => LoadUnits(charge.Units), _body.Plan.MayEnd(charge));
    }

    /// <summary>The same by weight, which may be much: it is always asked.</summary>
    internal void Charge(WeighStep weigh) =>
        Charge(weigh, () => LoadUnits(weigh), mayEnd: true);

    private void Charge(Step step, Action loadUnits, bool mayEnd)
    {
        var fine = new IlLabel();
        if (_isFunction)
        {
            InvokeEmitter.Charge(_body, loadUnits, mayEnd ? fine : null);
            if (!mayEnd) return;
            _body.LoadConstants();
            _body.LoadFrame();
            Il.Call(Seam.TakeFailure);
            _body.ReturnBlamed(step);
            Il.Mark(fine);
            return;
        }

        if (_fuel is null)
        {
            _body.LoadFrame();
            loadUnits();
            Il.Call(Seam.Charge);
            Il.Emit(OpCodes.Brtrue, fine);
        }
        else
        {
            Il.Emit(OpCodes.Ldloc, _fuel);
            loadUnits();
            Il.Emit(OpCodes.Sub);
            Il.Emit(OpCodes.Stloc, _fuel);
            if (!mayEnd) return;
            Il.Emit(OpCodes.Ldloc, _fuel);
            Il.Emit(OpCodes.Ldc_I8, 0L);
            Il.Emit(OpCodes.Bge, fine);
            var aside = new RegisterKeeper(_body);
            aside.Save();
            _body.LoadFrame();
            Il.Emit(OpCodes.Ldloc, _fuel);
            Il.Call(Seam.Refill);
            Il.Emit(OpCodes.Stloc, _fuel);
            aside.Restore();
            Il.Emit(OpCodes.Ldloc, _fuel);
            Il.Emit(OpCodes.Ldc_I8, 0L);
            Il.Emit(OpCodes.Bge, fine);
        }

        _body.LoadConstants();
        _body.LoadFrame();
        Il.Call(Seam.Spent);
        _body.ReturnBlamed(step);
        Il.Mark(fine);
    }

    /// <summary>As an int where the frame is charged, else as a long.</summary>
    private void LoadUnits(int units)
    {
        if (IsCharged) Il.Emit(OpCodes.Ldc_I4, units);
        else Il.Emit(OpCodes.Ldc_I8, (long)units);
    }

    /// <summary>1 + weight / 64</summary>
    private void LoadUnits(WeighStep weigh)
    {
        Il.Emit(OpCodes.Ldc_I8, weigh.Weight);
        foreach (var register in weigh.Weighed)
        {
            Il.Emit(OpCodes.Ldloca, _body.Local(register));
            Il.Call(Seam.Weight);
            Il.Emit(OpCodes.Add);
        }

        Il.Emit(OpCodes.Ldc_I4, WeighStep.UnitShift);
        Il.Emit(OpCodes.Shr_Un);
        Il.Emit(OpCodes.Ldc_I8, 1L);
        Il.Emit(OpCodes.Add);
        if (IsCharged) Il.Emit(OpCodes.Conv_I4);
    }

    private void Catch()
    {
        if (_place is not null) GiveBackFuel();
        _body.LoadConstants();
        if (_place is not null)
        {
            Il.Emit(OpCodes.Ldloc, _place);
            Il.Call(Seam.Overflow);
            return;
        }

        _body.LoadFrame();
        _body.LoadArguments();
        Il.Emit(OpCodes.Ldloc, _used!);
        Il.Call(Seam.Again);
    }

    /// <summary>
    /// The fault on the stack is the function's; the stack then holds what it returns.
    /// </summary>
    private void Fail()
    {
        _fault ??= Il.NewLocal(typeof(Ir.Values.State), "fault");
        Il.Emit(OpCodes.Stloc, _fault);
        _body.LoadFrame();
        Il.Emit(OpCodes.Ldloc, _fault);
        Il.Call(Seam.FailFunction);
        LoadNothing();
    }

    /// <summary>A local of the function's result that nobody writes.</summary>
    private void LoadNothing()
    {
        _nothing ??= Il.NewLocal(
            KindTypes.LocalType(_body.Plan.ResultKind!.Value), "nothing");
        Il.Emit(OpCodes.Ldloc, _nothing);
    }

    private void TakeFuel()
    {
        if (_fuel is null) return;
        _body.LoadFrame();
        Il.Call(Seam.GetFuel);
        Il.Emit(OpCodes.Stloc, _fuel);
    }

    private void GiveBackFuel()
    {
        if (_fuel is null) return;
        _body.LoadFrame();
        Il.Emit(OpCodes.Ldloc, _fuel);
        Il.Call(Seam.SetFuel);
    }
}
