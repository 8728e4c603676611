using System.Text;
using TinyChain.Host.Http;
using TinyChain.Ir.Ops;
using TinyChain.Parser;
using Xunit;

namespace TinyChain.Tests.Host;

/// <summary>Ops by the bytes that they were parsed from.</summary>
public sealed class ParsedOpsTests
{
    private const long Plenty = 1 << 20;

    private int _parsed;

    [Fact]
    public void The_same_bytes_are_parsed_once()
    {
        var ops = new ParsedOps(10, Plenty);
        var first = Get(ops, "[[\"r\", 1]]");
        Assert.NotNull(first);
        Assert.Same(first, Get(ops, "[[\"r\", 1]]"));
        Assert.Equal(1, _parsed);
        Assert.NotSame(first, Get(ops, "[[\"r\",  1]]"));
        Assert.Equal(2, _parsed);
    }

    [Fact]
    public void What_does_not_parse_is_parsed_again()
    {
        var ops = new ParsedOps(10, Plenty);
        Assert.Null(Get(ops, "[[\"r\", ]]"));
        Assert.Null(Get(ops, "[[\"r\", ]]"));
        Assert.Equal(2, _parsed);
        Assert.NotNull(Get(ops, "[[\"r\", 2]]"));
    }

    [Theory]
    [InlineData(3, Plenty)]
    [InlineData(1_000, 3_000)]
    public void It_is_bounded_and_keeps_what_is_in_use(int capacity, long maxBytes)
    {
        var ops = new ParsedOps(capacity, maxBytes);
        var kept = Get(ops, "[[\"r\", \"kept\"]]");
        for (var i = 0; i < 40; i++)
        {
            Assert.NotNull(Get(ops, $"[[\"r\", {i}]]"));
            Assert.Same(kept, Get(ops, "[[\"r\", \"kept\"]]"));
        }

        Assert.Equal(41, _parsed);
        Assert.NotNull(Get(ops, "[[\"r\", 0]]"));
        Assert.Equal(42, _parsed);
    }

    [Fact]
    public void A_long_text_is_parsed_each_time()
    {
        var ops = new ParsedOps(10, Plenty);
        var text = $"[[\"r\", \"{new string('a', 64 << 10)}\"]]";
        Assert.NotSame(Get(ops, text), Get(ops, text));
        Assert.Equal(2, _parsed);
    }

    private OpDef? Get(ParsedOps ops, string statements) =>
        ops.Get(Encoding.UTF8.GetBytes($$"""{"op": {{statements}}}"""), text =>
        {
            _parsed++;
            var parsed = OpParser.ParseHypothetical(text);
            return parsed.IsOk ? parsed.Product : null;
        });
}
