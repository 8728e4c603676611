using TinyChain.Ir.Intrinsics;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Intrinsics;
using Xunit;

namespace TinyChain.Tests.Intrinsics;

public class ContainerTests
{
    private static readonly State s_t = Tuple(10, 20, 30);

    [Fact]
    public void Every_method_that_calls_no_op_has_a_body()
    {
        var methods = ValueIntrinsics.All.AddRange(ContainerIntrinsics.All);
        foreach (var method in methods.Where(m => !m.CallsOps))
            Assert.NotNull(IntrinsicBodies.Of(method));
    }

    [Theory]
    [InlineData(0, 10)]
    [InlineData(2.9, 30)]
    [InlineData(-1, 30)]
    [InlineData(-3, 10)]
    [InlineData(3, null)]
    [InlineData(-4, null)]
    public void An_index_counts_from_either_end(double index, int? expected)
    {
        var item = TupleBodies.Item(s_t, State.Of(index));
        Is(expected is { } e ? State.Of((long)e) : State.Of(Fault.NotFound("")), item);
    }

    [Fact]
    public void An_index_may_be_numeric_text_or_a_tuple_of_one()
    {
        Is(State.Of(20L), TupleBodies.Item(s_t, State.Of("1")));
        Is(State.Of(20L), TupleBodies.Item(s_t, Tuple(1)));
        IsFault(FaultKind.BadRequest, TupleBodies.Item(s_t, Tuple(1, 2)));
        IsFault(FaultKind.BadRequest, TupleBodies.Item(s_t, State.Of("x")));
        IsFault(FaultKind.BadRequest, TupleBodies.Item(s_t, State.Of(double.NaN)));
        Is(s_t, TupleBodies.Item(s_t, State.None));
    }

    [Fact]
    public void A_slice_is_what_a_loop_over_its_bounds_collects()
    {
        for (var length = 0; length < 4; length++)
        {
            var tuple = Tuple([.. Enumerable.Range(0, length)]);
            foreach (var start in Bounds())
            {
                foreach (var end in Bounds())
                {
                    var expected = Slow(length, start, end);
                    var key = State.Tuple([Written(start), Written(end)]);
                    Is(expected, TupleBodies.Item(tuple, key));
                    Is(expected, TupleBodies.Item(tuple, State.Of(new RangeState(start, end))));
                }
            }
        }
    }

    [Fact]
    public void Tuples_join_and_compare_by_value()
    {
        Is(Tuple(10, 20, 30, 40), TupleBodies.Append(s_t, Tuple(40)));
        Is(State.Tuple([Tuple(1, 3), Tuple(2, 4)]), TupleBodies.Zip(Tuple(1, 2), Tuple(3, 4)));
        IsFault(FaultKind.BadRequest, TupleBodies.Zip(s_t, Tuple(1)));
        IsFault(FaultKind.BadRequest, TupleBodies.Append(s_t, State.Of(1L)));
        Assert.True(TupleBodies.Contains(s_t, State.Of(20.0)).AsBool);
        Assert.True(TupleBodies.Eq(s_t, Tuple(10, 20, 30)).AsBool);
        Assert.True(TupleBodies.Ne(s_t, Tuple(10, 20)).AsBool);
        var noValue = State.Tuple([State.Of(MapState.Empty)]);
        IsFault(FaultKind.BadRequest, TupleBodies.Eq(noValue, noValue));
        Assert.False(TupleBodies.Contains(noValue, State.Of(1L)).AsBool);
        Is(State.Of(3UL), TupleBodies.Len(s_t, State.None));
    }

    [Fact]
    public void A_map_gives_its_entries_by_whatever_names_them()
    {
        var builder = new MapBuilder();
        foreach (var key in new[] { "a", "5", "true", "1.2.3" })
            builder.Set(Id.Of(key), State.Of(key));
        var map = builder.ToState();
        Is(State.Of("a"), MapBodies.Entry(map, State.Of(Id.Of("a"))));
        Is(State.Of("5"), MapBodies.Entry(map, State.Of(5L)));
        Is(State.Of("1.2.3"), MapBodies.Entry(map, State.Of(new VersionId(1, 2, 3))));
        Is(map, MapBodies.Entry(map, State.None));
        IsFault(FaultKind.NotFound, MapBodies.Entry(map, State.Of("z")));
        IsFault(FaultKind.BadRequest, MapBodies.Entry(map, State.Of(1.5)));
        IsFault(FaultKind.BadRequest, MapBodies.Entry(map, State.Of("a b")));
        Assert.True(MapBodies.Eq(map, builder.ToState()).AsBool);
        Assert.True(MapBodies.Ne(map, State.Of(MapState.Empty)).AsBool);
    }

    private static State Slow(int length, RangeBound start, RangeBound end)
    {
        int Edge(RangeBound bound, int open, RangeBoundKind after)
        {
            if (bound.Kind == RangeBoundKind.Open) return open;
            var n = (int)bound.Value.AsI64;
            return (n < 0 ? n + length : n) + (bound.Kind == after ? 1 : 0);
        }

        var from = Edge(start, 0, RangeBoundKind.Exclusive);
        var to = Edge(end, length, RangeBoundKind.Inclusive);
        var isOutside = start.Kind != RangeBoundKind.Open && from >= length;
        if (from < 0 || isOutside || to > length || from > to)
            return State.Of(Fault.BadRequest(""));
        var items = new List<int>();
        for (var i = from; i < to; i++) items.Add(i);
        return Tuple([.. items]);
    }

    private static IEnumerable<RangeBound> Bounds()
    {
        yield return default;
        for (var n = -5L; n <= 5; n++)
        {
            yield return new RangeBound(RangeBoundKind.Inclusive, State.Of(n));
            yield return new RangeBound(RangeBoundKind.Exclusive, State.Of(n));
        }
    }

    private static State Written(RangeBound bound) => bound.Kind switch
    {
        RangeBoundKind.Open => State.None,
        RangeBoundKind.Inclusive => State.Tuple([State.Of("in"), bound.Value]),
        RangeBoundKind.Exclusive => State.Tuple([State.Of("ex"), bound.Value]),
    };

    private static State Tuple(params int[] items) =>
        State.Tuple([.. items.Select(i => State.Of((long)i))]);

    private static void IsFault(FaultKind kind, State state) =>
        Assert.Equal(kind, state.As<Fault>()?.Kind);

    private static void Is(State expected, State actual)
    {
        if (expected.As<Fault>() is { } fault) IsFault(fault.Kind, actual);
        else Assert.Equal(Encodings.StateDump.Of(expected), Encodings.StateDump.Of(actual));
    }
}
