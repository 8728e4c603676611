using TinyChain.Ir.Planning;
using TinyChain.Ir.Planning.Steps;

namespace TinyChain.Codegen.Emit;

/// <summary>
/// Constants and boxed numbers that only one step reads, a container or the end of the op, are
/// made where that one loads them: each state that is kept in a local meanwhile takes the JIT
/// 4 µs. What nobody reads is not made at all.
/// </summary>
internal sealed class Deferrals
{
    /// <summary>By register, the step that is written where the register is loaded.</summary>
    private readonly Step?[] _deferred;

    internal Deferrals(OpPlan plan)
    {
        _deferred = new Step?[plan.Registers.Length];
        // What lives across a wait is in its register.
        if (plan.SlotPlaces.IsEmpty) Find(plan);
    }

    internal bool Holds(Step step) => step.Destination is { } to && Of(to) == step;

    /// <summary>What makes the register's state where it is loaded; null if it is kept.</summary>
    internal Step? Of(Register register) => _deferred[register.Index];

    private void Find(OpPlan plan)
    {
        var (reads, writes) = Count(plan);
        var ends = new bool[plan.Steps.Length];
        foreach (var target in JumpEmitter.Targets(plan)) ends[target] = true;
        // By register, what has made it on the straight way that leads here.
        var made = new Dictionary<Register, Step>();
        for (var i = 0; i < plan.Steps.Length; i++)
        {
            if (ends[i]) made.Clear();
            var step = plan.Steps[i];
            if (step is MapStep or TupleStep or FillStep or ReturnStep)
            {
                foreach (var source in step.Sources)
                {
                    if (made.TryGetValue(source, out var maker))
                        _deferred[source.Index] = maker;
                }
            }

            if (!step.FallsThrough || step.Targets.Any()) made.Clear();
            if (step is LiteralStep or MoveStep && reads[step.Destination!.Index] == 0)
                _deferred[step.Destination.Index] = step;
            if (MayWait(step, writes) is { } to && reads[to.Index] == 1) made[to] = step;
        }
    }

    /// <summary>
    /// What the step makes, if it makes the same later: what it reads is written once, and so not
    /// between.
    /// </summary>
    private static Register? MayWait(Step step, int[] writes) => step switch
    {
        LiteralStep { To: { Kind: RegisterKind.State } to } when writes[to.Index] == 1 => to,
        MoveStep { To: { Kind: RegisterKind.State } to, From: var from }
            when from.Kind != RegisterKind.State
                && writes[to.Index] == 1 && writes[from.Index] == 1 => to,
        _ => null,
    };

    private static (int[] Reads, int[] Writes) Count(OpPlan plan)
    {
        var (reads, writes) = (new int[plan.Registers.Length], new int[plan.Registers.Length]);
        foreach (var step in plan.Steps)
        {
            foreach (var source in step.Sources) reads[source.Index]++;
            if (step.Destination is { } to) writes[to.Index]++;
            if (step.Moved is { } moved) writes[moved.Index]++;
        }

        return (reads, writes);
    }
}
