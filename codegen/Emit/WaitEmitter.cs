using System.Reflection.Emit;
using TinyChain.Ir.Planning;
using TinyChain.Ir.Planning.Steps;

namespace TinyChain.Codegen.Emit;

/// <summary>
/// What a body that may wait looks like:
/// <code>
/// if (frame.Point != 0) { load every register; switch (frame.Point) → again_1, again_2, … }
/// frame.Enter(constants);
/// …
/// again_k: if (!frame.Ready(slot)) { point = k; goto suspend; }
/// …
/// enter_k: frame.GoOn(constants, 0); goto the head of loop k;
/// suspend: save every register; frame.Suspend(point, arguments); return none;
/// </code>
/// Registers are saved and loaded in one place each, so that code grows with the plan, not with
/// its square; a wait that needn't wait costs one call. Heads of loops are entries only in code
/// that takes over a loop which runs already: there `loops` are their steps.
/// </summary>
internal sealed class WaitEmitter(BodyEmitter body, int[] loops)
{
    private readonly List<IlLabel> _points = [];
    private readonly IlLabel _suspend = new();
    private readonly IlLabel[] _resume =
        [.. body.Plan.Steps.OfType<WaitStep>().Select(_ => new IlLabel())];

    private readonly IlLabel[] _enter = [.. loops.Select(_ => new IlLabel())];

    private IlLocal? _point;

    private IlBody Il => body.Il;

    private bool HasEffects => !body.Plan.SlotPlaces.IsEmpty;

    internal void Enter()
    {
        if (!HasEffects && loops.Length == 0) return;
        _point = Il.NewLocal(typeof(int), "point");
        var start = new IlLabel();
        Il.Comment(() => "resume");
        body.LoadFrame();
        Il.Call(Seam.GetPoint);
        Il.Emit(OpCodes.Brfalse, start);
        foreach (var register in body.Plan.Registers) LoadSaved(register);
        body.LoadFrame();
        Il.Call(Seam.GetPoint);
        Il.Emit(OpCodes.Ldc_I4, 1);
        Il.Emit(OpCodes.Sub);
        Il.Switch([.. _resume, .. _enter]);
        Il.Mark(start);
        if (!HasEffects) return;
        body.LoadFrame();
        body.LoadConstants();
        Il.Call(Seam.Enter);
    }

    internal void Emit(WaitStep wait)
    {
        var ready = new IlLabel();
        Il.Mark(_resume[_points.Count]);
        _points.Add(ready);
        body.LoadFrame();
        Il.Emit(OpCodes.Ldc_I4, wait.Slot);
        Il.Call(Seam.Ready);
        Il.Emit(OpCodes.Brtrue, ready);
        Il.Emit(OpCodes.Ldc_I4, _points.Count);
        Il.Emit(OpCodes.Stloc, _point!);
        Il.Emit(OpCodes.Br, _suspend);
        Il.Mark(ready);
        body.LoadFrame();
        Il.Emit(OpCodes.Ldc_I4, wait.Slot);
        Il.Call(Seam.Take);
        body.Store(wait.To);
        body.CheckFault(wait.To, wait);
    }

    internal void Leave()
    {
        for (var i = 0; i < loops.Length; i++)
        {
            Il.Mark(_enter[i]);
            body.LoadFrame();
            body.LoadConstants();
            Il.Emit(OpCodes.Ldc_I4, 0);
            Il.Call(Seam.GoOn);
            Il.Emit(OpCodes.Br, body.LabelAt(loops[i]));
        }

        if (HasEffects) EmitSuspend();
    }

    private void EmitSuspend()
    {
        Il.Comment(() => "suspend");
        Il.Mark(_suspend);
        foreach (var register in body.Plan.Registers)
        {
            body.LoadFrame();
            Il.Emit(OpCodes.Ldc_I4, register.Index);
            body.LoadState(register);
            Il.Call(Seam.Save);
        }

        body.LoadFrame();
        Il.Emit(OpCodes.Ldloc, _point!);
        body.LoadArguments();
        Il.Call(Seam.Suspend);
        body.LoadNone();
        body.Return();
    }

    private void LoadSaved(Register register)
    {
        body.LoadFrame();
        Il.Emit(OpCodes.Ldc_I4, register.Index);
        Il.Call(Seam.Load);
        if (register.Kind != RegisterKind.State)
        {
            var whole = Il.NewLocal(typeof(Ir.Values.State), $"{register}_saved");
            Il.Emit(OpCodes.Stloc, whole);
            Il.Emit(OpCodes.Ldloca, whole);
            Il.Call(KindTypes.UnboxOf(register.Kind));
        }

        body.Store(register);
    }
}
