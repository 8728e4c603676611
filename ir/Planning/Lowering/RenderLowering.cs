using TinyChain.Ir.Checking;
using TinyChain.Ir.Intrinsics;
using TinyChain.Ir.Planning.Steps;
using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;

namespace TinyChain.Ir.Planning.Lowering;

/// <summary>
/// post $t/render({a: x}), where t is a plain constant ⇒ weigh x; fill t, a=x. No map is made.
/// </summary>
internal static class RenderLowering
{
    /// <summary>False where the template, or what fills it, is not known.</summary>
    internal static bool TryWrite(Planner plan, IdSubject subject, MethodCall call, Register to)
    {
        if (call.Method != ContainerIntrinsics.StringRender || call.Argument is not MapNode map)
            return false;
        if (Constant(plan.Typed, subject) is not { } template) return false;
        var type = plan.Typed.TypeOf(map);
        if (!type.IsMap || PlainTemplate.Parse(template, type.Names) is not { } parts) return false;
        var record = (RecordCell)plan.Operand(map);
        var values = record.Fields.Select(f => Cells.WholeState(plan.Out, f)).ToArray();
        var weight = State.Of(template).Weight + parts.As<TupleState>()!.Items[1].Weight
            - (State.None.Weight * values.Length);
        plan.Out.Emit(new WeighStep(weight, [.. values]));
        plan.Out.Emit(new FillStep(to, parts, [.. values]));
        return true;
    }

    /// <summary>The text of a statement that is a constant string.</summary>
    private static string? Constant(TypedOp typed, IdSubject subject) =>
        typed.Scope[subject.Name] is { Kind: ReferenceKind.Statement, Index: var index }
        && typed.Op.Form[index].Node is LiteralNode { Value: var value }
            ? value.As<string>() : null;
}
