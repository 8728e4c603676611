using System.Collections.Immutable;
using TinyChain.Ir.Planning.Steps;

namespace TinyChain.Ir.Planning.Unfolding;

/// <summary>
/// Steps without loops that take fuel where it is certain to be used, all at once: at their start
/// and where ways part. What is taken before the first parting is taken just after it, with the
/// rest. Where no call follows, nobody looks whether it was there: the next who takes some will.
/// </summary>
internal sealed class PaidAhead
{
    private readonly IReadOnlyList<Step> _old;
    private readonly List<Step> _steps = [];
    private readonly Dictionary<int, Label> _labels;
    private readonly List<(Label Here, int Units, int To)> _detours = [];

    /// <summary>By step, the fuel that is certain to be used from there on.</summary>
    private readonly int[] _certain;

    /// <summary>By step, whether a function may be called from there on.</summary>
    private readonly bool[] _calls;

    private PaidAhead(IReadOnlyList<Step> steps)
    {
        _old = steps;
        _labels = steps.SelectMany(s => s.Targets).Select(t => t.Position).Distinct()
            .ToDictionary(p => p, _ => new Label());
        (_certain, _calls) = (new int[steps.Count], new bool[steps.Count]);
        for (var at = steps.Count - 1; at >= 0; at--)
        {
            var next = NextOf(at).ToList();
            _certain[at] = UnitsOf(at) + next.Select(n => _certain[n]).DefaultIfEmpty(0).Min();
            _calls[at] = steps[at] is InvokeStep || next.Exists(n => _calls[n]);
        }
    }

    internal static ImmutableArray<Step> Of(IReadOnlyList<Step> steps) =>
        new PaidAhead(steps).Write();

    private ImmutableArray<Step> Write()
    {
        var parting = FirstParting();
        if (parting < 0) Pay(_certain[0], 0);
        for (var at = 0; at < _old.Count; at++)
        {
            if (_labels.TryGetValue(at, out var label)) label.Position = _steps.Count;
            Write(at, at == parting ? _certain[0] : 0);
        }

        foreach (var (here, units, to) in _detours)
        {
            here.Position = _steps.Count;
            Pay(units, to);
            _steps.Add(new JumpStep(_labels[to]));
        }

        return [.. _steps];
    }

    private void Write(int at, int owed)
    {
        // What is still certain after the step was paid before it.
        var paid = _certain[at] - UnitsOf(at) - owed;
        switch (_old[at])
        {
            case ChargeStep:
                break;
            case BranchStep branch:
                _steps.Add(new BranchStep(branch.Condition, Way(branch.Otherwise, paid)));
                Pay(_certain[at + 1] - paid, at + 1);
                break;
            case JumpStep jump:
                _steps.Add(new JumpStep(_labels[jump.Target.Position]));
                break;
            case SwitchStep choice:
                _steps.Add(new SwitchStep(
                    choice.Selector, [.. choice.Cases.Select(c => Way(c, paid))]));
                break;
            default:
                _steps.Add(_old[at]);
                break;
        }
    }

    /// <summary>Where to go on the way to a step, so that what is certain there is paid.</summary>
    private Label Way(Label target, int paid)
    {
        var units = _certain[target.Position] - paid;
        if (units == 0) return _labels[target.Position];
        _detours.Add((new Label(), units, target.Position));
        return _detours[^1].Here;
    }

    private void Pay(int units, int before)
    {
        if (units > 0) _steps.Add(new ChargeStep(units, IsLoop: _calls[before]));
    }

    /// <summary>The first branch, if nothing is called before it; else -1.</summary>
    private int FirstParting()
    {
        var at = 0;
        while (_old[at] is LiteralStep or MoveStep or CallStep or ChargeStep) at++;
        return _old[at] is BranchStep ? at : -1;
    }

    private int UnitsOf(int at) => _old[at] is ChargeStep charge ? charge.Units : 0;

    private IEnumerable<int> NextOf(int at)
    {
        foreach (var target in _old[at].Targets) yield return target.Position;
        if (_old[at].FallsThrough) yield return at + 1;
    }
}
