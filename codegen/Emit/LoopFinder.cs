using TinyChain.Ir.Planning;
using TinyChain.Ir.Planning.Steps;
using static TinyChain.Ir.Intrinsics.NumberIntrinsics;

namespace TinyChain.Codegen.Emit;

/// <summary>Finds the loops of a plan that can be paid for many turns at a time.</summary>
internal static class LoopFinder
{
    /// <summary>Longer strides make few turns; with these the arithmetic can't overflow.</summary>
    private const long MostStride = 1 << 30;

    internal static List<MeteredLoop> Find(OpPlan plan)
    {
        var loops = new List<MeteredLoop>();
        for (var at = 0; at < plan.Steps.Length; at++)
        {
            if (plan.Steps[at] is not JumpStep { Target.Position: var head } || head > at) continue;
            var range = new LoopRange(plan.Steps, head, at);
            if (range.IsPlain() && Meter(range) is { } loop) loops.Add(loop);
        }

        return loops;
    }

    private static MeteredLoop? Meter(LoopRange range)
    {
        var entry = range[range.Head] is NextItemStep ? range.Head + 1 : range.Head;
        if (range[entry] is not ChargeStep { IsLoop: true, Units: var units }) return null;
        var (most, turn, always) = (units, units, new HashSet<int>());
        for (var at = entry + 1; at < range.Last; at++)
        {
            if (range[at] is not ChargeStep charge) continue;
            if (charge.IsLoop) return null;
            most += charge.Units;
            if (!range.IsAlwaysDone(at)) continue;
            turn += charge.Units;
            always.Add(at);
        }

        var ready = entry;
        var counter = range[range.Head] is NextItemStep next ? CountItems(range, next)
            : Count(range, out ready);
        if (counter is null && entry != range.Head) return null;
        return new(range.Head, range.Last, counter is null ? entry : ready, counter)
        {
            Entry = units, Fixed = always, Turn = turn, Most = most,
        };
    }

    private static LoopCounter? CountItems(LoopRange range, NextItemStep next) =>
        range.IsRead(next.Index) || range.WriterOf(next.Index) < 0
            || range.IsWritten(next.Items) ? null
            : new(next.Index, next.Items, 1, IsStrict: true, null);

    /// <summary>charge; branch i &lt; n else …; …; i = i + 1; jump</summary>
    private static LoopCounter? Count(LoopRange range, out int branch)
    {
        branch = range.Head + 1;
        while (IsPartOfTest(range, branch)) branch++;
        if (range[branch] is not BranchStep { Condition: var condition }) return null;
        var at = range.MakerOf(condition, branch);
        if (at < 0 || range[at] is not CallStep { Operands: RegisterKind.I64 } test
            || test.Argument is not { Kind: RegisterKind.I64 } limit) return null;
        var (isUp, isStrict) = (test.Method == Lt || test.Method == Le,
            test.Method == Lt || test.Method == Gt);
        if (!isUp && !isStrict && test.Method != Ge) return null;
        if (range.IsWritten(limit) && range.MakerOf(limit, at) < 0) return null;
        return Mover(range, test.Receiver) is not { } move || move.By > 0 != isUp ? null
            : new(test.Receiver, limit, move.By, isStrict, move.Step);
    }

    /// <summary>
    /// A step that gives the same in every turn that is made: the test, what is constant, and
    /// moves of these.
    /// </summary>
    private static bool IsPartOfTest(LoopRange range, int at) =>
        range[at].Destination is { } to && range.WriterOf(to) == at && range[at] switch
        {
            LiteralStep => true,
            MoveStep move => range.MakerOf(move.From, at) >= 0,
            CallStep { Operands: RegisterKind.I64 } call =>
                IsComparison(call) && !range.Before(at).Any(s => s is CallStep),
            _ => false,
        };

    private static bool IsComparison(CallStep call) =>
        call.Method == Lt || call.Method == Le || call.Method == Gt || call.Method == Ge;

    /// <summary>How each turn moves the index, just before it ends.</summary>
    private static (CallStep Step, long By)? Mover(LoopRange range, Register index)
    {
        var moved = range.WriterOf(index);
        if (moved < 0 || range[moved] is not MoveStep move || !IsLastRun(range, moved)) return null;
        var at = range.MakerOf(move.From, moved);
        if (at < 0 || range[at] is not CallStep { Operands: RegisterKind.I64 } call
            || !call.Receiver.Equals(index) || call.Argument is not { } by) return null;
        var made = range.MakerOf(by, at);
        if (made < 0 || range[made] is not LiteralStep { Value: var value }
            || by.Kind != RegisterKind.I64) return null;
        var stride = call.Method == Add ? value.AsI64
            : call.Method == Sub && value.AsI64 != long.MinValue ? -value.AsI64 : 0;
        return stride is 0 or > MostStride or < -MostStride ? null : (call, stride);
    }

    /// <summary>From here to the jump nothing but moves is done, in every turn.</summary>
    private static bool IsLastRun(LoopRange range, int position)
    {
        for (var at = position; at < range.Last; at++)
        {
            if (range[at] is not MoveStep) return false;
        }

        return range.IsAlwaysDone(range.Last);
    }
}
