using TinyChain.Ir.Planning;
using TinyChain.Ir.Planning.Steps;

namespace TinyChain.Codegen.Tiering;

/// <summary>
/// Where loops begin: the steps that a jump goes back to. Nothing is pending there, so a body may
/// go on there in another tier.
/// </summary>
internal static class LoopHeads
{
    /// <summary>The indexes of the steps, ascending.</summary>
    internal static int[] Of(OpPlan plan)
    {
        List<int> heads = [];
        for (var i = 0; i < plan.Steps.Length; i++)
        {
            if (plan.Steps[i] is not JumpStep { Target.Position: var head } || head > i) continue;
            if (!heads.Contains(head)) heads.Add(head);
        }

        heads.Sort();
        return [.. heads];
    }
}
