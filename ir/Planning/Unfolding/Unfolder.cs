using System.Collections.Immutable;
using TinyChain.Ir.Planning.Steps;

namespace TinyChain.Ir.Planning.Unfolding;

/// <summary>
/// Writes quiet functions in place of their calls, for as many levels as is worth it, so that fewer
/// calls are made. For emitted code that is run again another way where it fails: it no longer
/// knows how deep it is to the call, and takes fuel before it is used.
/// </summary>
public sealed class Unfolder
{
    /// <summary>
    /// Calls that are under way at most where one begins and the one that holds it had just begun.
    /// A power of 2, for those who count them.
    /// </summary>
    public const int MostLevels = 4;

    /// <summary>Longer functions are called: a call costs as much as a few steps.</summary>
    private const int FewSteps = 32;

    /// <summary>What a function may grow to. A step takes the JIT some 2 µs.</summary>
    private const int MostSteps = 128;

    private readonly ImmutableArray<OpPlan> _functions;
    private readonly int _fuel;
    private readonly List<Step> _steps = [];
    private readonly List<Register> _registers = [];

    private Unfolder(ImmutableArray<OpPlan> functions, int fuel) =>
        (_functions, _fuel) = (functions, fuel);

    /// <summary>
    /// The functions of a plan, unfolded; each charges for itself what its call takes, `fuel`. Null
    /// where some are not quiet.
    /// </summary>
    public static OpPlan[]? Unfold(OpPlan plan, int fuel) => !QuietFunctions.Are(plan) ? null
        : [.. plan.Functions.Select(f => new Unfolder(plan.Functions, fuel).Unfold(f))];

    private OpPlan Unfold(OpPlan function)
    {
        var within = HasLoops(function) ? 0 : MostLevels - 1;
        while (within > 0 && SizeOf(function, within) > MostSteps) within--;
        var own = Rename(function);
        Write(function, own, new(1, within, null, null));
        var steps = HasLoops(function) ? [.. _steps] : PaidAhead.Of(_steps);
        return function.With(
            [.. _registers], steps, [.. function.Parameters.Select(p => own[p.Index])]);
    }

    private int SizeOf(OpPlan function, int within) => function.Steps.Length
        + function.Steps.Sum(s => Callee(s, within) is { } to ? SizeOf(to, within - 1) : 0);

    /// <summary>The function to be written in place of a step, if any.</summary>
    private OpPlan? Callee(Step step, int within) =>
        within > 0 && step is InvokeStep call && _functions[call.Function] is var to
            && to.Steps.Length <= FewSteps && !HasLoops(to) ? to : null;

    private static bool HasLoops(OpPlan function) => function.Steps.Select((s, at) => (s, at))
        .Any(p => p.s.Targets.Any(t => t.Position <= p.at));

    /// <summary>New registers for a function's own, by index.</summary>
    private Register[] Rename(OpPlan function)
    {
        Register[] own = [.. function.Registers.Select(
            r => r with { Index = _registers.Count + r.Index })];
        _registers.AddRange(own);
        return own;
    }

    private void Write(OpPlan function, Register[] own, Site site)
    {
        var labels = function.Steps.SelectMany(s => s.Targets).Select(t => t.Position).Distinct()
            .ToDictionary(p => p, _ => new Label());
        _steps.Add(new ChargeStep(_fuel, IsLoop: true));
        for (var at = 0; at < function.Steps.Length; at++)
        {
            if (labels.TryGetValue(at, out var label)) label.Position = _steps.Count;
            Write(function.Steps[at], own, labels, site);
        }
    }

    private void Write(Step step, Register[] own, Dictionary<int, Label> labels, Site site)
    {
        if (Callee(step, site.Within) is { } callee)
        {
            var (call, theirs, end) = ((InvokeStep)step, Rename(callee), new Label());
            for (var i = 0; i < call.Arguments.Length; i++)
            {
                _steps.Add(new MoveStep(
                    theirs[callee.Parameters[i].Index], own[call.Arguments[i].Index]));
            }

            Write(callee, theirs, new(site.Levels + 1, site.Within - 1, own[call.To.Index], end));
            end.Position = _steps.Count;
        }
        else if (step is ReturnStep result && site.To is { } to)
        {
            _steps.Add(new MoveStep(to, own[result.From.Index]));
            _steps.Add(new JumpStep(site.End!));
        }
        else _steps.Add(Renamed(step, own, l => labels[l.Position], site.Levels));
    }

    /// <summary>The same step on other registers, with other labels.</summary>
    private static Step Renamed(
        Step step, Register[] own, Func<Label, Label> labels, int levels) => step switch
        {
            LiteralStep s => s with { To = own[s.To.Index] },
            MoveStep s => s with { To = own[s.To.Index], From = own[s.From.Index] },
            CallStep s => s with
            {
                To = own[s.To.Index],
                Receiver = own[s.Receiver.Index],
                Argument = s.Argument is { } argument ? own[argument.Index] : null,
            },
            InvokeStep s => s with
            {
                To = own[s.To.Index],
                Arguments = [.. s.Arguments.Select(a => own[a.Index])],
                Levels = levels,
            },
            ReturnStep s => s with { From = own[s.From.Index] },
            BranchStep s => new BranchStep(own[s.Condition.Index], labels(s.Otherwise)),
            JumpStep s => new JumpStep(labels(s.Target)),
            SwitchStep s => new SwitchStep(own[s.Selector.Index], [.. s.Cases.Select(labels)]),
            _ => step,
        };

    /// <summary>
    /// Where a function is written: calls under way, levels that may be written in it, and, in
    /// place of a call, what takes its result and where it ends.
    /// </summary>
    private sealed record Site(int Levels, int Within, Register? To, Label? End);
}
