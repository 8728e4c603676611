using TinyChain.Ir.Planning.Steps;

namespace TinyChain.Ir.Planning.Unfolding;

/// <summary>
/// Functions that compute with unboxed numbers, and have no fault to report but an integer that
/// doesn't fit or a limit that is reached. Whatever such a function returns once it has failed, its
/// callers can go on with.
/// </summary>
internal static class QuietFunctions
{
    /// <summary>Whether all of a plan's functions are quiet, and there are any.</summary>
    internal static bool Are(OpPlan plan) =>
        !plan.Functions.IsEmpty && plan.SlotPlaces.IsEmpty && plan.Functions.All(Is);

    private static bool Is(OpPlan function) =>
        function.Registers.All(r => r.Kind is not (RegisterKind.State or RegisterKind.Items))
        && function.Steps.All(Is);

    private static bool Is(Step step) => step switch
    {
        CallStep call => !Overloads.MayFail(call.Method, call.Operands) || IsChecked(call),
        LiteralStep or MoveStep or BranchStep or JumpStep or SwitchStep => true,
        ChargeStep or InvokeStep or ReturnStep => true,
        _ => false,
    };

    /// <summary>It fails by an exception of the machine, and by that alone.</summary>
    private static bool IsChecked(CallStep call) => call.Operands == RegisterKind.I64
        && (call.Method == Intrinsics.NumberIntrinsics.Add
            || call.Method == Intrinsics.NumberIntrinsics.Sub
            || call.Method == Intrinsics.NumberIntrinsics.Mul);
}
