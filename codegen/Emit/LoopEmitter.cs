using System.Reflection.Emit;
using TinyChain.Ir.Planning.Steps;

namespace TinyChain.Codegen.Emit;

/// <summary>
/// Loops that are paid for many turns at a time, so that a turn itself looks at no fuel:
/// <code>
/// many: fuel -= entry; if that is spent, end the op
/// if (!(index &lt; limit)) goto end
/// from = index; stop = the least of limit and index + 1 + fuel / most
/// turn: …; index += 1
/// next: if (index &lt; stop) goto turn
/// fuel -= turn · (index - from) - entry; goto many
/// </code>
/// Turns begin just where they would if each paid for itself, for none of these could find too
/// little. Each way out of a turn settles what was used. A loop that doesn't count has a counter of
/// its own: the turns that it may still make. One that goes through items counts by their
/// addresses, and brings its index up to date when it settles. What only some turns take, they
/// take at once.
/// </summary>
internal sealed class LoopEmitter(
    BodyEmitter body, IlLocal? fuel, IReadOnlyList<MeteredLoop> loops)
{
    private readonly List<(IlLabel Here, IlLabel Target, int Passed, int Ahead)> _waysOut = [];
    private MeteredLoop? _inside;
    private IlLabel _turn = new();
    private IlLabel _next = new();
    private IlLocal? _from;
    private IlLocal? _stop;
    private ItemWalk? _walk;
    private int _passed;

    private IlBody Il => body.Il;

    /// <summary>Writes a step where a loop makes it another; else it is written as usual.</summary>
    internal bool TryEmit(int position, Step step)
    {
        if (_inside is null)
        {
            if (step is not NextItemStep next || At(position) is not { } loop) return false;
            ItemsEmitter.EmitTest(body, next);
            body.Charge((ChargeStep)body.Plan.Steps[position + 1]);
            Begin(loop);
            Take(next);
            return true;
        }

        if (position == _inside.Last) End();
        else if (_inside.Fixed.Contains(position)) _passed += ((ChargeStep)step).Units;
        else return _inside.Counter is { IsOfItems: true } && position == _inside.Ready;
        return true;
    }

    /// <summary>The step was written: turns begin after the last that is done for many.</summary>
    internal void Emitted(int position)
    {
        if (_inside is not null) return;
        foreach (var loop in loops)
        {
            if (loop.Ready == position) Begin(loop);
        }
    }

    /// <summary>Where a jump to a step goes instead, if it stands in a loop.</summary>
    internal IlLabel? Redirect(int target)
    {
        if (_inside is null) return null;
        if (target == _inside.Head) return _next;
        if (_inside.Contains(target)) return null;
        var here = new IlLabel();
        _waysOut.Add((here, body.LabelAt(target), _passed, Ahead));
        return here;
    }

    /// <summary>The op ends here: in a turn that is settled first.</summary>
    internal void Leave()
    {
        if (_inside is not null) Settle(_passed, Ahead);
    }

    /// <summary>Whether an integer is known to fit, because it counts.</summary>
    internal bool Fits(CallStep call) => _inside?.Counter is { IsSafe: true } counter
        && ReferenceEquals(counter.Move, call);

    /// <summary>Whether turns begin after the step, and so nothing may jump past it.</summary>
    internal bool IsReady(int position) => loops.Any(l => l.Ready == position);

    private int Ahead => _walk?.Ahead ?? 0;

    private MeteredLoop? At(int head) => loops.FirstOrDefault(l => l.Head == head);

    private void Begin(MeteredLoop loop)
    {
        (_inside, _turn, _next, _passed) = (loop, new(), new(), loop.Entry);
        _walk = loop.Counter is { IsOfItems: true } ? new(body, loop) : null;
        _from = Il.NewLocal(typeof(long), $"from_{loop.Head}");
        _stop = Il.NewLocal(typeof(long), $"stop_{loop.Head}");
        Il.Comment(() => "turns that are paid for");
        if (loop.Counter is { IsOfItems: true } items)
        {
            var known = new IlLabel();
            Reach(items, known);
            Il.Mark(known);
            _walk!.Begin(items.Limit, _from, _stop);
        }
        else if (loop.Counter is { } counter) Reach(counter, _turn);
        else
        {
            LoadMore();
            Il.Emit(OpCodes.Ldc_I8, 1L);
            Il.Emit(OpCodes.Add);
            Il.Emit(OpCodes.Stloc, _from);
            Il.Emit(OpCodes.Ldloc, _from);
            Il.Emit(OpCodes.Stloc, _stop);
        }

        Il.Mark(_turn);
    }

    /// <summary>How many more turns there is fuel for, the one at hand being paid.</summary>
    private void LoadMore()
    {
        Il.Emit(OpCodes.Ldloc, fuel!);
        Il.Emit(OpCodes.Ldc_I8, (long)_inside!.Most);
        Il.Emit(OpCodes.Div_Un);
    }

    /// <summary>
    /// from = index; stop = limit; if (limit - from > reach) stop = from + reach. Unsigned, the
    /// distance of two integers always fits.
    /// </summary>
    private void Reach(LoopCounter counter, IlLabel done)
    {
        var reach = Il.NewLocal(typeof(long), $"reach_{_inside!.Head}");
        var isUp = counter.By > 0;
        body.Load(counter.Index);
        Il.Emit(OpCodes.Stloc, _from!);
        ItemsEmitter.LoadCount(body, counter.Limit);
        Il.Emit(OpCodes.Stloc, _stop!);
        LoadMore();
        if (counter.IsStrict)
        {
            Il.Emit(OpCodes.Ldc_I8, 1L);
            Il.Emit(OpCodes.Add);
        }

        Il.Emit(OpCodes.Ldc_I8, Math.Abs(counter.By));
        Il.Emit(OpCodes.Mul);
        Il.Emit(OpCodes.Stloc, reach);
        Il.Emit(OpCodes.Ldloc, isUp ? _stop! : _from!);
        Il.Emit(OpCodes.Ldloc, isUp ? _from! : _stop!);
        Il.Emit(OpCodes.Sub);
        Il.Emit(OpCodes.Ldloc, reach);
        Il.Emit(OpCodes.Ble_Un, done);
        Il.Emit(OpCodes.Ldloc, _from!);
        Il.Emit(OpCodes.Ldloc, reach);
        Il.Emit(isUp ? OpCodes.Add : OpCodes.Sub);
        Il.Emit(OpCodes.Stloc, _stop!);
    }

    private void Take(NextItemStep next)
    {
        _walk!.LoadItem();
        ItemsEmitter.EmitTake(body, next.To);
    }

    /// <summary>Writes another turn of a loop through items; where that ends.</summary>
    private IlLabel Again()
    {
        var loop = _inside!;
        (_next, _passed) = (new(), loop.Entry);
        Take((NextItemStep)body.Plan.Steps[loop.Head]);
        body.Repeat(loop.Ready + 1, loop.Last);
        return _next;
    }

    private void End()
    {
        var loop = _inside!;
        if (_walk is not null) _walk.End(_turn, _next, Again);
        else if (loop.Counter is { } counter) GoOn(counter);
        else
        {
            Il.Mark(_next);
            Il.Emit(OpCodes.Ldloc, _stop!);
            Il.Emit(OpCodes.Ldc_I8, 1L);
            Il.Emit(OpCodes.Sub);
            Il.Emit(OpCodes.Stloc, _stop!);
            Il.Emit(OpCodes.Ldloc, _stop!);
            Il.Emit(OpCodes.Brtrue, _turn);
        }

        Il.Comment(() => "settle");
        Settle(0, 0);
        if (_walk is not null)
        {
            body.Load(loop.Counter!.Index);
            _walk.LoadTurns(0);
            Il.Emit(OpCodes.Add);
            body.Store(loop.Counter.Index);
        }

        Il.Emit(OpCodes.Br, body.LabelAt(loop.Head));
        foreach (var (here, target, passed, ahead) in _waysOut)
        {
            Il.Mark(here);
            Settle(passed, ahead);
            Il.Emit(OpCodes.Br, target);
        }

        _waysOut.Clear();
        _inside = null;
    }

    private void GoOn(LoopCounter counter)
    {
        Il.Mark(_next);
        body.Load(counter.Index);
        Il.Emit(OpCodes.Ldloc, _stop!);
        Il.Emit((counter.By > 0, counter.IsStrict) switch
        {
            (true, true) => OpCodes.Blt,
            (true, false) => OpCodes.Ble,
            (false, true) => OpCodes.Bgt,
            (false, false) => OpCodes.Bge,
        }, _turn);
    }

    /// <summary>
    /// fuel -= turn · turns + passed - entry, where `turns` are complete, and `passed` is what the
    /// turn at hand took so far, 0 between turns. An entry was paid at once.
    /// </summary>
    private void Settle(int passed, int ahead)
    {
        var loop = _inside!;
        Il.Emit(OpCodes.Ldloc, fuel!);
        if (_walk is not null) _walk.LoadTurns(ahead);
        else LoadTurns(loop.Counter);
        Il.Emit(OpCodes.Ldc_I8, (long)loop.Turn);
        Il.Emit(OpCodes.Mul);
        Il.Emit(OpCodes.Sub);
        Il.Emit(OpCodes.Ldc_I8, (long)(loop.Entry - passed));
        Il.Emit(OpCodes.Add);
        Il.Emit(OpCodes.Stloc, fuel!);
    }

    private void LoadTurns(LoopCounter? counter)
    {
        if (counter is null) Il.Emit(OpCodes.Ldloc, _from!);
        else body.Load(counter.Index);
        Il.Emit(OpCodes.Ldloc, counter is null ? _stop! : _from!);
        Il.Emit(OpCodes.Sub);
        if (counter is null or { By: 1 }) return;
        Il.Emit(OpCodes.Ldc_I8, counter.By);
        Il.Emit(OpCodes.Div);
    }
}
