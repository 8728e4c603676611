using TinyChain.Ir.Planning;
using TinyChain.Ir.Planning.Steps;

namespace TinyChain.Codegen.Emit;

/// <summary>
/// What a loop counts by: it goes on while `Index` is before `Limit`, and each turn moves it `By`.
/// </summary>
/// <param name="Index">An integer.</param>
/// <param name="Limit">An integer that no turn changes, or items, whose number is meant.</param>
/// <param name="By">Less than 0 where the loop counts down.</param>
/// <param name="IsStrict">False where the limit itself has a turn too.</param>
/// <param name="Move">What moves the index; null where taking an item does.</param>
internal sealed record LoopCounter(
    Register Index, Register Limit, long By, bool IsStrict, CallStep? Move)
{
    /// <summary>
    /// The index can't overflow: before it moves by one it is less than some integer.
    /// </summary>
    internal bool IsSafe => IsStrict && By is 1 or -1;

    internal bool IsOfItems => Limit.Kind == RegisterKind.Items;
}
