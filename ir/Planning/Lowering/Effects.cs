using TinyChain.Ir.Planning.Steps;
using TinyChain.Ir.Values;

namespace TinyChain.Ir.Planning.Lowering;

/// <summary>Begins an effect; the plan waits for it before its result is used.</summary>
internal static class Effects
{
    internal static void Write(
        Planner plan,
        EffectKind kind,
        (Register State, Link? Path, EffectScope Scope) subject,
        (Register Key, Register? Value) operands,
        Register to)
    {
        var begin = new BeginStep(
            plan.Out.NewSlot(), kind, subject.State, subject.Path, operands);
        var state = to.Kind == RegisterKind.State
            ? to : plan.Out.NewRegister(RegisterKind.State);
        plan.Out.Begin(begin, state, subject.Scope);
        if (state != to) plan.Out.Emit(new MoveStep(to, state));
    }
}
