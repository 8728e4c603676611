using TinyChain.Ir.Planning.Steps;
using TinyChain.Ir.Values;

namespace TinyChain.Ir.Planning.Lowering;

/// <summary>Begins an effect and waits for it.</summary>
internal static class Effects
{
    internal static void Write(
        Planner plan,
        EffectKind kind,
        (Register State, Link? Path) subject,
        (Register Key, Register? Value) operands,
        Register to)
    {
        var slot = plan.Out.NewSlot();
        plan.Out.Emit(new BeginStep(slot, kind, subject.State, subject.Path, operands));
        if (to.Kind == RegisterKind.State)
        {
            plan.Out.Emit(new WaitStep(to, slot));
            return;
        }

        var state = plan.Out.NewRegister(RegisterKind.State);
        plan.Out.Emit(new WaitStep(state, slot));
        plan.Out.Emit(new MoveStep(to, state));
    }
}
