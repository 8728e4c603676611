using TinyChain.Ir.Values;
using TinyChain.Runtime.Intrinsics;
using Xunit;

namespace TinyChain.Tests.Runtime.Intrinsics;

public class StateFunctionTests
{
    [Theory]
    [InlineData(new long[] { 5 }, new long[] { 0, 1, 2, 3, 4 })]
    [InlineData(new long[] { 2, 5 }, new long[] { 2, 3, 4 })]
    [InlineData(new long[] { 0, 10, 3 }, new long[] { 0, 3, 6, 9 })]
    [InlineData(new long[] { 5, 0, 2 }, new long[] { 4, 2, 0 })]
    [InlineData(new long[] { 5, 2 }, new long[] { 4, 3, 2 })]
    [InlineData(new long[] { 3, 3 }, new long[0])]
    [InlineData(new long[] { long.MinValue, long.MaxValue, long.MaxValue },
        new long[] { long.MinValue, -1, long.MaxValue - 1 })]
    [InlineData(new long[] { -1 }, null)]
    [InlineData(new long[] { 0, 5, 0 }, null)]
    [InlineData(new long[] { 2_000_000_000 }, null)]
    [InlineData(new long[] { long.MinValue, long.MaxValue }, null)]
    [InlineData(new long[] { 1, 2, 3, 4 }, null)]
    public void A_range_counts_up_or_down(long[] key, long[]? expected)
    {
        var states = key.Select(State.Of).ToArray();
        var argument = states.Length == 1 ? states[0] : State.Tuple([.. states]);
        var range = Get("/state/tuple/range", argument);
        Assert.Equal(expected, range.As<TupleState>()?.Items.Select(i => i.AsI64));
        if (expected is null) Assert.Equal(FaultKind.BadRequest, range.As<Fault>()?.Kind);
    }

    [Theory]
    [InlineData("/state/nope", FaultKind.NotFound, FaultKind.NotFound)]
    [InlineData("/state/scalar/map", FaultKind.NotFound, FaultKind.NotFound)]
    [InlineData("/state/closure", FaultKind.NotFound, FaultKind.NotFound)]
    [InlineData("/state/scalar/value/string/uuid/x", FaultKind.NotFound, FaultKind.NotFound)]
    [InlineData("/state/tuple/concatenate", FaultKind.MethodNotAllowed, FaultKind.NotFound)]
    [InlineData(
        "/state/scalar/value/string/uuid", FaultKind.BadRequest, FaultKind.MethodNotAllowed)]
    [InlineData("/state/scalar", null, FaultKind.MethodNotAllowed)]
    public void A_path_is_looked_up_before_its_verb(string path, FaultKind? get, FaultKind post)
    {
        Assert.Equal(get, Get(path, State.None).As<Fault>()?.Kind);
        Assert.Equal(post, Post(path, State.Of(MapState.Empty)).As<Fault>()?.Kind);
    }

    [Fact]
    public void Casts_are_not_posted() => Assert.Equal(FaultKind.MethodNotAllowed,
        Post("/state/scalar/value/string", State.Of(MapState.Empty)).As<Fault>()?.Kind);

    [Fact]
    public void Concatenate_wants_its_two_parameters()
    {
        var (one, two) = (State.Tuple([State.Of(1L)]), State.Tuple([State.Of(2L)]));
        var joined = Post("/state/tuple/concatenate", Map(("l", one), ("r", two)));
        Assert.Equal([1, 2], joined.As<TupleState>()!.Items.Select(i => i.AsI64));
        var missing = Post("/state/tuple/concatenate", Map(("l", one))).As<Fault>();
        Assert.Equal((FaultKind.NotFound, "r"), (missing!.Kind, missing.Message));
        var unknown = Post("/state/tuple/concatenate", Map(("l", one), ("r", two), ("x", one)));
        Assert.Equal(FaultKind.BadRequest, unknown.As<Fault>()?.Kind);
    }

    [Fact]
    public void A_uuid_takes_the_class_of_the_path()
    {
        const string Text = "936da01f-9abd-4d9d-80c7-02af85c822a8";
        Assert.Equal(Text, Get("/state/scalar/value/string/uuid", State.Of(Text)).As<string>());
        var bytes = Get("/state/scalar/value/bytes/uuid", State.Of(Text.ToUpperInvariant()));
        Assert.Equal(0x93, bytes.As<Bytes>()!.Content[0]);
        Assert.Equal(Text, Get("/state/scalar/value/id/uuid", bytes).As<Id>()?.Text);
    }

    [Theory]
    [InlineData("/error/bad_request", FaultKind.BadRequest)]
    [InlineData("/error/internal", FaultKind.Internal)]
    [InlineData("/error/internal_error", FaultKind.Internal)]
    [InlineData("/error/request_timeout", FaultKind.Timeout)]
    [InlineData("/error/temporarily_unavailable", FaultKind.Unavailable)]
    public void An_error_fails_with_its_kind_and_message(string path, FaultKind kind)
    {
        var fault = ErrorFunctions.Get(Link.Local(path), State.Of("boom")).As<Fault>()!;
        Assert.Equal((kind, "boom"), (fault.Kind, fault.Message));
        var lines = State.Tuple([State.Of("a"), State.Of("b")]);
        fault = ErrorFunctions.Post(
            Link.Local(path), Map(("message", State.Of("boom")), ("stack", lines))).As<Fault>()!;
        Assert.Equal(kind, fault.Kind);
        Assert.Equal("a b", string.Join(' ', fault.Stack));
    }

    [Fact]
    public void An_unknown_error_is_not_found()
    {
        Assert.StartsWith("there is no error /error/nope",
            ErrorFunctions.Get(Link.Local("/error/nope"), State.Of("x")).As<Fault>()!.Message,
            StringComparison.Ordinal);
        Assert.Equal(FaultKind.NotFound, ErrorFunctions.Post(
            Link.Local("/error/conflict"), State.Of(MapState.Empty)).As<Fault>()!.Kind);
        Assert.Equal(FaultKind.BadRequest, ErrorFunctions.Get(
            Link.Local("/error/conflict"), State.None).As<Fault>()!.Kind);
    }

    private static State Get(string path, State key) => StateFunctions.Get(Link.Local(path), key);

    private static State Post(string path, State parameters) =>
        StateFunctions.Post(Link.Local(path), parameters);

    private static State Map(params (string Key, State Value)[] entries)
    {
        var map = new MapBuilder();
        foreach (var (key, value) in entries) map.Set(Id.Of(key), value);
        return map.ToState();
    }
}
