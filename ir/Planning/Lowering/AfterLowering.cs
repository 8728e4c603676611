using TinyChain.Ir.Checking;
using TinyChain.Ir.Refs;

namespace TinyChain.Ir.Planning.Lowering;

/// <summary>
/// after [a, b] ⇒ a; wait; b. The names that both need have run: the region saw to it.
/// </summary>
internal static class AfterLowering
{
    internal static void Write(Planner plan, AfterRef after, Cell to)
    {
        if (Conditional.Is(after.When))
        {
            plan.Out.Fail("what `after` waits for may not be conditional: name it first");
            return;
        }

        plan.Out.WaitForAll();
        plan.Operand(after.When);
        plan.Out.WaitForAll();
        plan.Lower(after.Then, to);
    }
}
