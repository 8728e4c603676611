using System.Collections.Immutable;
using System.Text.Json;
using TinyChain.Ir;
using TinyChain.Ir.Values;
using TinyChain.Parser;
using Xunit;

namespace TinyChain.Tests.Parser;

public sealed class WriterTests
{
    public static TheoryData<State, string> Printed => new()
    {
        { State.None, "null" },
        { State.Of(true), "true" },
        { State.Of(2.0), "2.0" },
        { State.Of(-0.0), "-0.0" },
        { State.Of(1e21), "1E+21" },
        { State.Of(0.1f), "0.1" },
        { State.Of(16777216f), "16777216.0" },
        { State.Of(ulong.MaxValue), "18446744073709551615" },
        { State.Number(NumberClass.U8, 200), "200" },
        { State.Complex(1.0, -2.5), """{"/state/scalar/value/number/complex/64":[1.0,-2.5]}""" },
        { State.Complex(0.1f, 2f), """{"/state/scalar/value/number/complex/32":[0.1,2.0]}""" },
        { State.Of("<a href='é'>\"\\\n</a>"), """
            "<a href='é'>\"\\\n</a>"
            """.Trim() },
        { State.Of(new Bytes([1, 2, 3, 4])), """{"/state/scalar/value/bytes":"AQIDBA=="}""" },
        { State.Of(new VersionId(1, 2, 3)), "\"1.2.3\"" },
        { State.Of(Email.Parse("a@b.c")!), """{"/state/scalar/value/email":"a@b.c"}""" },
        { State.Of(Link.Default), """{"/":[]}""" },
        { Map("x", State.Of(TupleState.Empty)), """{"/state/map":{"x":[]}}""" },
        { Map("x", State.Of(MapState.Empty)), """{"x":{}}""" },
    };

    [Theory]
    [MemberData(nameof(Printed))]
    public void A_value_has_its_canonical_form(State state, string json) =>
        Assert.Equal(json, Json.Print(state));

    [Fact]
    public void Only_what_JSON_can_not_hold_is_escaped()
    {
        var plain = "né 日本 \u2028 😀 \U0010fffd";
        Assert.Equal($"\"{plain}\"", Json.Print(State.Of(plain)));
        Assert.Equal("{\"é😀\":1}", Json.Print(Map("é😀", State.Of(1L))));
        for (var c = '\0'; c < 0x80; c++)
        {
            var text = $"a{c}😀{c}";
            Assert.Equal(text, JsonSerializer.Deserialize<string>(Json.Print(State.Of(text))));
        }

        Assert.Equal("\"a\ufffdb\ufffd\"", Json.Print(State.Of("a\ud83db\ude00")));
    }

    [Fact]
    public void What_is_not_finite_is_a_fault_that_names_it()
    {
        foreach (var bad in new[]
        {
            State.Of(double.NaN), State.Of(float.NegativeInfinity),
            State.Complex(1.0, double.PositiveInfinity),
        })
        {
            var (_, fault) = Json.Write(Map("x", State.Tuple([State.Of(1L), bad, bad])));
            Assert.Equal(FaultKind.BadRequest, fault?.Kind);
            Assert.Matches("NaN|∞|Infinity", fault?.Message);
        }
    }

    [Fact]
    public void The_deepest_state_is_written_and_deeper_JSON_is_refused()
    {
        var state = State.Of(TupleState.Empty);
        while (state.Depth < Limits.StateDepth) state = State.Tuple([state]);
        Assert.Equal(2 * Limits.StateDepth, Json.Print(state).Length);

        using var writer = new Utf8JsonWriter(Stream.Null, new() { MaxDepth = 64 });
        var fault = StateWriter.Write(writer, state);
        Assert.Contains("limit", fault?.Message, StringComparison.Ordinal);
    }

    private static State Map(string key, State value) =>
        State.Map(ImmutableArray.Create(Id.Of(key)), ImmutableArray.Create(value));
}
