using TinyChain.Ir.Checking;
using TinyChain.Ir.Planning.Steps;
using TinyChain.Ir.Refs;

namespace TinyChain.Ir.Planning.Lowering;

/// <summary>/lib/…/f: [x], a sibling ⇒ to := invoke f(x)</summary>
internal static class InvokeLowering
{
    internal static void Write(Planner plan, OpFunction function, OpRef reference, Register to)
    {
        var key = reference is GetRef get ? plan.Operand(get.Key) : null;
        var given = reference is PostRef post ? plan.Operand(post.Parameters) as RecordCell : null;
        var arguments = new CallArguments<Cell>(key, null, name => given?.Field(name), _ => null);
        var registers = function.Scope.Inputs.Zip(function.Inputs, (name, type) => plan.Out.As(
            Cells.Whole(plan.Out, arguments[function.Op, name]!), RegisterKinds.Of(type.Class)));
        var kind = FunctionTable.ResultOf(function);
        var result = to.Kind == kind ? to : plan.Out.NewRegister(kind);
        // As the call did that was routed: what failed before it is found out before it runs.
        plan.Out.WaitFor(EffectScope.Of(((LinkSubject)reference.Subject).Link));
        plan.Out.Emit(new InvokeStep(
            result, plan.Out.Functions.IndexOf(function), [.. registers]));
        Cells.Move(plan.Out, to, result);
    }
}
