using System.Collections.Immutable;
using TinyChain.Ir.Types;
using TinyChain.Ir.Values;

namespace TinyChain.Runtime.Intrinsics;

/// <summary>A range of a tuple's items (spec/language.md 5.4 with T7).</summary>
internal static class TupleSlice
{
    /// <summary>
    /// The items between two bounds, of which negative ones count from the end. A bound outside
    /// the tuple is a bad request. An open start is never outside, so that `[null, null]` is the
    /// whole of an empty tuple too.
    /// </summary>
    public static State Of(ImmutableArray<State> items, RangeBound start, RangeBound end)
    {
        if (!TryEdge(start, items.Length, 0, after: RangeBoundKind.Exclusive, out var from))
            return WrongBound(start);
        if (!TryEdge(end, items.Length, items.Length, after: RangeBoundKind.Inclusive, out var to))
            return WrongBound(end);
        var isStartInside = start.Kind == RangeBoundKind.Open || from < items.Length;
        if (from < 0 || !isStartInside || to > items.Length || from > to)
        {
            return State.Of(Fault.BadRequest(
                $"a slice from {from} up to {to} doesn't fit a tuple of {items.Length} items"));
        }

        return State.Tuple(items[(int)from..(int)to]);
    }

    /// <summary>Reads `null`, `["in", n]` or `["ex", n]`.</summary>
    public static bool TryBound(State written, out RangeBound bound)
    {
        bound = default;
        if (written.IsNone) return true;
        if (written.As<TupleState>() is not { Items: [var kind, var value] }) return false;
        RangeBoundKind? read = ValueText.Of(kind) switch
        {
            "in" => RangeBoundKind.Inclusive,
            "ex" => RangeBoundKind.Exclusive,
            _ => null,
        };
        bound = new RangeBound(read ?? RangeBoundKind.Open, value);
        return read is not null;
    }

    /// <summary>A bound as the number of items before it: one more for the kind `after`.</summary>
    private static bool TryEdge(
        RangeBound bound, int length, int open, RangeBoundKind after, out Int128 edge)
    {
        edge = open;
        if (bound.Kind == RangeBoundKind.Open) return true;
        if (!Arguments.TryWhole(bound.Value, out edge)) return false;
        if (edge < 0) edge += length;
        if (bound.Kind == after) edge++;
        return true;
    }

    private static State WrongBound(RangeBound bound) =>
        Arguments.Wrong("a slice", "whole numbers as its bounds", bound.Value);
}
