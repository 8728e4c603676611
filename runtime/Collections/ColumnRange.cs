using TinyChain.Ir.Values;
using TinyChain.Runtime.Ports;

namespace TinyChain.Runtime.Collections;

/// <summary>
/// Which values of one column: those whose encodings, with the byte 1 before, lie in a range. One
/// value, or `[start, end]` with each end null, `["in", v]` or `["ex", v]` (spec/collections.md
/// 1.4). A start after the end holds nothing.
/// </summary>
internal sealed class ColumnRange
{
    /// <summary>Stands before encodings, so that there is a key after all of them.</summary>
    private const byte Lead = 1;

    private readonly KeyRange _range;

    private ColumnRange(KeyRange range, bool isOneValue)
    {
        _range = range;
        IsOneValue = isOneValue;
    }

    internal bool IsOneValue { get; }

    internal bool IsEmpty => _range.IsEmpty;

    /// <summary>True where a state looks like `[start, end]`.</summary>
    internal static bool IsRange(State state) => BoundsOf(state) is not null;

    /// <summary>A value or a range, cast to the column; null and the fault if it can't.</summary>
    internal static ColumnRange? Read(Column column, State state, out Fault? fault)
    {
        var bounds = BoundsOf(state);
        var (start, end) = bounds ?? (new(RangeBoundKind.Inclusive, state), default);
        var from = Encode(column, start, out fault);
        if (fault is not null) return null;
        if (bounds is null) return new(new(from, KeyRange.After(from)), true);
        var to = Encode(column, end, out fault);
        return fault is not null ? null : new(new(StartOf(start, from), EndOf(end, to)), false);
    }

    /// <summary>The keys that go on after `before` with a value of the range.</summary>
    internal KeyRange Within(byte[] before) =>
        new(Place(before, _range.From), Place(before, _range.To));

    internal bool IsInside(ColumnRange other) =>
        _range.IsEmpty
        || (_range.From.AsSpan().SequenceCompareTo(other._range.From) >= 0
            && _range.To.AsSpan().SequenceCompareTo(other._range.To) <= 0);

    internal bool Holds(Column column, State value) =>
        _range.Contains([Lead, .. KeyEncoding.Of(column, value)]);

    /// <summary>The prefix of the one value, after `before`.</summary>
    internal byte[] After(byte[] before) => [.. before, .. _range.From.AsSpan(1)];

    private static byte[] Place(byte[] before, byte[] bound) =>
        bound[0] == Lead ? [.. before, .. bound.AsSpan(1)] : KeyRange.After(before);

    private static byte[] Encode(Column column, RangeBound bound, out Fault? fault)
    {
        fault = null;
        if (bound.Kind == RangeBoundKind.Open) return [Lead];
        var value = column.Cast(bound.Value);
        fault = value.As<Fault>();
        return fault is null ? [Lead, .. KeyEncoding.Of(column, value)] : [];
    }

    private static byte[] StartOf(RangeBound bound, byte[] encoded) => bound.Kind switch
    {
        RangeBoundKind.Open or RangeBoundKind.Inclusive => encoded,
        RangeBoundKind.Exclusive => KeyRange.After(encoded),
    };

    private static byte[] EndOf(RangeBound bound, byte[] encoded) => bound.Kind switch
    {
        RangeBoundKind.Open or RangeBoundKind.Inclusive => KeyRange.After(encoded),
        RangeBoundKind.Exclusive => encoded,
    };

    private static (RangeBound Start, RangeBound End)? BoundsOf(State state)
    {
        if (state.As<RangeState>() is { } range) return (range.Start, range.End);
        return state.As<TupleState>() is { Items: [var start, var end] }
            && BoundOf(start) is { } from && BoundOf(end) is { } to ? (from, to) : null;
    }

    private static RangeBound? BoundOf(State state)
    {
        if (state.IsNone) return new(RangeBoundKind.Open, State.None);
        if (state.As<TupleState>() is not { Items: [var kind, var value] }) return null;
        return ColumnReader.Name(kind) switch
        {
            "in" => new(RangeBoundKind.Inclusive, value),
            "ex" => new(RangeBoundKind.Exclusive, value),
            _ => null,
        };
    }
}
