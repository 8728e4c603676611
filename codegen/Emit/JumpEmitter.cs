using System.Reflection.Emit;
using TinyChain.Ir.Planning;
using TinyChain.Ir.Planning.Steps;

namespace TinyChain.Codegen.Emit;

/// <summary>
/// Jumps. One to a branch on what was written just before is that branch:
/// <code>
/// r = a &lt; b; jump @1; @0: r = false; @1: branch r else @2; …
/// r = a &lt; b; branch r else @2; goto @1'; @0: r = false; @1: branch r else @2; @1': …
/// </code>
/// So nothing is left of r but the machine's flags. Where two ways come together first, the JIT
/// makes a number of it and asks that.
/// </summary>
internal static class JumpEmitter
{
    /// <summary>The steps that control goes to by other ways than from the one before.</summary>
    internal static IEnumerable<int> Targets(OpPlan plan)
    {
        for (var i = 0; i < plan.Steps.Length; i++)
        {
            foreach (var target in plan.Steps[i].Targets) yield return target.Position;
            if (BranchAfter(plan, i) is not null)
                yield return ((JumpStep)plan.Steps[i]).Target.Position + 1;
        }
    }

    internal static void Emit(BodyEmitter body, JumpStep jump)
    {
        var target = jump.Target.Position;
        if (BranchAfter(body.Plan, body.Position) is not { } branch || body.Loops.IsReady(target))
        {
            body.Il.Emit(OpCodes.Br, body.LabelOf(jump.Target));
            return;
        }

        Emit(body, branch);
        body.Il.Emit(OpCodes.Br, body.LabelOf(target + 1));
    }

    internal static void Emit(BodyEmitter body, BranchStep branch)
    {
        body.Load(branch.Condition);
        body.Il.Emit(OpCodes.Brfalse, body.LabelOf(branch.Otherwise.Position));
    }

    /// <summary>The branch that a jump leads to at once, on the register written before.</summary>
    private static BranchStep? BranchAfter(OpPlan plan, int position) =>
        plan.Steps[position] is JumpStep { Target.Position: var target } && position > 0
        && plan.Steps[target] is BranchStep branch
        && plan.Steps[position - 1].Destination == branch.Condition ? branch : null;
}
