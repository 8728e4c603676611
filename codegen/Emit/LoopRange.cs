using System.Collections.Immutable;
using TinyChain.Ir.Planning;
using TinyChain.Ir.Planning.Steps;

namespace TinyChain.Codegen.Emit;

/// <summary>The steps of a loop, and what they do to its registers.</summary>
internal sealed class LoopRange(ImmutableArray<Step> steps, int head, int last)
{
    internal int Head => head;

    internal int Last => last;

    internal Step this[int position] => steps[position];

    /// <summary>
    /// No loop in it, no way into it but by its head, and nothing that takes fuel unseen.
    /// </summary>
    internal bool IsPlain()
    {
        for (var at = 0; at < steps.Length; at++)
        {
            var isInside = at >= head && at <= last;
            if (isInside && !(at == head && steps[at] is NextItemStep) && !IsPlain(steps[at]))
                return false;
            foreach (var target in steps[at].Targets)
            {
                var to = target.Position;
                if (isInside ? to > head && to <= at
                    : (to > head && to <= last) || (to == head && at > last)) return false;
            }
        }

        return true;
    }

    /// <summary>Whether every turn that gets so far has done the step.</summary>
    internal bool IsAlwaysDone(int position)
    {
        for (var at = head; at < position; at++)
        {
            foreach (var target in steps[at].Targets)
            {
                if (target.Position == head
                    || (target.Position > position && target.Position <= last)) return false;
            }
        }

        return true;
    }

    /// <summary>Whether any step of the plan but the loop's first asks for a register.</summary>
    internal bool IsRead(Register register) => steps.Where((_, at) => at != head)
        .Any(step => step.Sources.Contains(register));

    /// <summary>The loop's steps before one of them.</summary>
    internal IEnumerable<Step> Before(int position) => steps[head..position];

    internal bool IsWritten(Register register) => Writers(register).Any();

    /// <summary>The only step of the loop that writes a register; -1 if there is no such.</summary>
    internal int WriterOf(Register register) =>
        Writers(register).Take(2).ToArray() is [var only] ? only : -1;

    /// <summary>
    /// The step before `position` that made what a register holds there, behind moves; -1 where
    /// that is not one that every turn does.
    /// </summary>
    internal int MakerOf(Register register, int position)
    {
        while (true)
        {
            var at = WriterOf(register);
            if (at < 0 || at >= position || !IsAlwaysDone(at)) return -1;
            if (steps[at] is not MoveStep move || move.From.Kind != move.To.Kind) return at;
            (register, position) = (move.From, at);
        }
    }

    private IEnumerable<int> Writers(Register register)
    {
        for (var at = head; at <= last; at++)
        {
            if (register.Equals(steps[at].Destination) || register.Equals(steps[at].Moved))
                yield return at;
        }
    }

    private static bool IsPlain(Step step) => step
        is LiteralStep or MoveStep or CallStep or BranchStep or JumpStep or SwitchStep or ChargeStep
        or AppendStep or TupleStep or MapStep or FillStep or EntryStep or FailStep or ReturnStep;
}
