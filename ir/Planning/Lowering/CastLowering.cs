using TinyChain.Ir.Intrinsics;
using TinyChain.Ir.Planning.Steps;
using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;

namespace TinyChain.Ir.Planning.Lowering;

/// <summary>
/// /state/…/float/64: [n], where n is a number ⇒ charge; move n. It costs what the request to
/// `/state` costs that it stands for.
/// </summary>
internal static class CastLowering
{
    internal static void Write(Planner plan, NumberClass target, GetRef cast, Register to)
    {
        var number = plan.RegisterOperand(cast.Key);
        plan.Out.Charge(1);
        if ((number.Kind == to.Kind && to.Kind != RegisterKind.State)
            || RegisterKinds.Promotes(number.Kind, to.Kind))
        {
            plan.Out.Emit(new MoveStep(to, number));
        }
        else if (to.Kind == RegisterKind.Bool && number.Kind != RegisterKind.State)
        {
            plan.Out.Emit(new MoveStep(to, IfLowering.ToBool(plan, number)));
        }
        else
        {
            var path = plan.Out.Literal(State.Of(target.Path));
            var whole = plan.Out.As(number, RegisterKind.State);
            MethodLowering.Call(plan, PlanIntrinsics.Cast, whole, path, to);
        }
    }
}
