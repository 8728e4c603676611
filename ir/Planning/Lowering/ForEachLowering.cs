using TinyChain.Ir.Intrinsics;
using TinyChain.Ir.Planning.Steps;
using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;

namespace TinyChain.Ir.Planning.Lowering;

/// <summary>for_each [t, f, x] ⇒ post (items t)/for_each {item_name: x, op: f}</summary>
internal static class ForEachLowering
{
    private static readonly Link s_method =
        Link.Of(Id.Of(ContainerIntrinsics.TupleForEach.Name));

    internal static void Write(Planner plan, ForEachRef loop, Register to)
    {
        var items = plan.Out.NewRegister(RegisterKind.State);
        MethodLowering.Call(
            plan, PlanIntrinsics.Items, plan.StateOperand(loop.Items), null, items);
        var op = plan.StateOperand(loop.Op);
        var name = plan.Out.Literal(State.Of(loop.ItemName));
        var parameters = plan.Out.NewRegister(RegisterKind.State);
        plan.Out.Emit(new MapStep(parameters, [Id.Of("item_name"), Id.Of("op")], [name, op]));
        var subject = (items, s_method, EffectScope.Anything);
        Effects.Write(plan, EffectKind.Post, subject, (parameters, null), to);
    }
}
