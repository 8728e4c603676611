using TinyChain.Ir.Intrinsics;
using TinyChain.Ir.Ops;
using TinyChain.Ir.Values;

namespace TinyChain.Ir.Planning.Lowering;

/// <summary>class {link: {x: …}} ⇒ define {x: …}, link; instance p ⇒ instantiate p</summary>
internal static class ObjectLowering
{
    internal static void Write(Planner plan, ClassNode definition, Register to)
    {
        var prototype = plan.StateOperand(definition.Prototype);
        var parent = plan.Out.Literal(State.Of(definition.Parent));
        MethodLowering.Call(plan, PlanIntrinsics.Define, prototype, parent, to);
    }

    internal static void Write(Planner plan, InstanceNode instance, Register to) =>
        MethodLowering.Call(
            plan, PlanIntrinsics.Instantiate, plan.StateOperand(instance.Parent), null, to);
}
