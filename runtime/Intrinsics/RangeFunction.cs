using System.Collections.Immutable;
using TinyChain.Ir;
using TinyChain.Ir.Values;

namespace TinyChain.Runtime.Intrinsics;

/// <summary>`/state/tuple/range` (spec/language.md 5.8 with T8).</summary>
internal static class RangeFunction
{
    /// <summary>
    /// The int/64s that `n`, `[start, stop]` or `[start, stop, step]` says: from start up to, not
    /// including, stop. With start above stop they are those of `[stop, start, step]` turned
    /// round: `[5, 0, 2]` is 4, 2, 0.
    /// </summary>
    public static State Of(State key)
    {
        ImmutableArray<State> parts =
            key.As<TupleState>() is { Items.Length: >= 1 and <= 3 } tuple ? tuple.Items : [key];
        var numbers = new long[parts.Length];
        for (var i = 0; i < numbers.Length; i++)
        {
            if (!Arguments.TryWhole(parts[i], out var whole)
                || whole < long.MinValue || whole > long.MaxValue)
            {
                return Arguments.Wrong("range", "n, [start, stop] or [start, stop, step]", key);
            }

            numbers[i] = (long)whole;
        }

        return numbers switch
        {
            [< 0] => Refuse("n of a range must not be negative", numbers[0]),
            [var n] => Between(0, n, 1),
            [var start, var stop] => Between(start, stop, 1),
            [_, _, < 1] => Refuse("step of a range must be at least 1", numbers[2]),
            _ => Between(numbers[0], numbers[1], numbers[2]),
        };
    }

    private static State Between(long start, long stop, long step)
    {
        var (low, high) = (Math.Min(start, stop), Math.Max(start, stop));
        var count = ((Int128)high - low + step - 1) / step;
        if (count > Limits.RangeItems)
            return State.Of(Fault.Limit("items of a range", Limits.RangeItems));
        var items = new State[(int)count];
        for (var i = 0; i < items.Length; i++) items[i] = State.Of(low + (i * step));
        if (start > stop) Array.Reverse(items);
        return State.Tuple(ImmutableArray.Create(items));
    }

    private static State Refuse(string rule, long number) =>
        State.Of(Fault.BadRequest($"the {rule}: {number}"));
}
