using System.Buffers;
using System.Text;
using System.Text.Json;
using TinyChain.Ir.Values;
using TinyChain.Parser;
using TinyChain.Tests.Ir;
using Xunit;

namespace TinyChain.Tests.Parser;

/// <summary>An answer printed bit by bit, beside the same answer without streams.</summary>
public sealed class StatePrinterTests
{
    [Fact]
    public void Bits_come_to_the_same_text_as_the_whole()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            var states = new RandomStates(seed, forJson: true);
            var (streamed, plain) = Both(random, states, 3);
            var expected = Json.Write(plain);
            var (text, fault) = Print(streamed);
            Assert.True(expected.Fault?.Message == fault?.Message, $"seed {seed}");
            if (fault is null) Assert.True(expected.Text == text, $"seed {seed}: {text}");
            if (fault is null) Assert.Equal(text, Json.Write(streamed).Text);
        }
    }

    [Fact]
    public void A_collection_prints_under_its_class()
    {
        var column = State.Of(new ShownState(NumberClass.I32, State.Of(MapState.Empty)));
        var rows = State.Of(new StreamState([State.Of(1L), State.Of(2L)]));
        var shown = new ShownState(StateClass.BTree, State.Tuple([column, rows]));
        Assert.Equal(
            """{"/state/collection/btree":[{"/state/scalar/value/number/int/32":{}},[1,2]]}""",
            Print(State.Of(shown)).Text);
    }

    [Fact]
    public void A_row_is_read_when_it_is_written_and_not_before()
    {
        var read = 0;
        var rows = Enumerable.Range(0, 100).Select(i =>
        {
            read++;
            return State.Of((long)i);
        });
        using var json = new Utf8JsonWriter(new ArrayBufferWriter<byte>(), StateWriter.Options);
        using var printer = new StatePrinter(json, State.Tuple([State.Of(new StreamState(rows))]));
        for (var i = 0; i < 12; i++) Assert.True(printer.Next());
        Assert.InRange(read, 9, 12);
    }

    [Fact]
    public void What_has_no_form_ends_the_printing_where_it_stands()
    {
        var read = 0;
        var rows = new[] { 1.0, double.NaN, 2.0 }.Select(number =>
        {
            read++;
            return State.Of(number);
        });
        var (_, fault) = Print(State.Of(new StreamState(rows)));
        Assert.Equal(FaultKind.BadRequest, fault?.Kind);
        Assert.Equal(2, read);
    }

    private static (string Text, Fault? Fault) Print(State answer)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer, StateWriter.Options);
        using var printer = new StatePrinter(json, answer);
        while (printer.Next()) json.Flush();
        json.Flush();
        return (Encoding.UTF8.GetString(buffer.WrittenSpan), printer.Fault);
    }

    /// <summary>A state with streams in it, and the same with tuples in their place.</summary>
    private static (State Streamed, State Plain) Both(Random random, RandomStates states, int depth)
    {
        if (depth == 0 || random.Next(4) == 0)
        {
            var state = states.Any(1);
            return (state, state);
        }

        var parts = Enumerable.Range(0, random.Next(4))
            .Select(_ => Both(random, states, depth - 1)).ToList();
        var (streamed, plain) = (parts.Select(p => p.Streamed), parts.Select(p => p.Plain));
        if (random.Next(2) == 0)
            return (State.Of(new StreamState([.. streamed])), State.Tuple([.. plain]));
        if (random.Next(2) == 0) return (State.Tuple([.. streamed]), State.Tuple([.. plain]));
        return (Map(streamed), Map(plain));
    }

    private static State Map(IEnumerable<State> values)
    {
        var (map, count) = (new MapBuilder(), 0);
        map.Set(Id.Of("first"), State.None);
        foreach (var value in values) map.Set(Id.Of($"k{count++}"), value);
        return map.ToState();
    }
}
