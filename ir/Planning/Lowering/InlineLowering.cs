using TinyChain.Ir.Checking;

namespace TinyChain.Ir.Planning.Lowering;

/// <summary>$f: [x], where f is known ⇒ charge; f's statements, with x for its key</summary>
internal static class InlineLowering
{
    /// <summary>Writes the op in place of its call.</summary>
    internal static void Write(
        Planner plan, TypedOp callee, CallArguments<Cell> given, Cell to, bool isLoop = false)
    {
        plan.Out.Charge(1, isLoop);
        var inputs = callee.Scope.Inputs.Select(name => given[callee.Op, name]!);
        plan.Inline(callee, [.. inputs], to);
    }

    /// <summary>What a loop's call gives to its op; see OpCalls.CallWith.</summary>
    internal static CallArguments<Cell> With(RecordCell callee, Cell state) =>
        new(state, null, name => (state as RecordCell)?.Field(name), callee.Field);
}
