using TinyChain.Ir.Types;
using TinyChain.Ir.Values;
using TinyChain.Tests.Runtime.Intrinsics;
using Xunit;

namespace TinyChain.Tests.Ir.Types;

public class NumberTextTests
{
    [Theory]
    [InlineData("5", "int/64", "5")]
    [InlineData(" -5\n", "int/64", "-5")]
    [InlineData("+5", "int/64", "5")]
    [InlineData("18446744073709551615", "uint/64", "18446744073709551615")]
    [InlineData("2.5", "float/64", "2.5")]
    [InlineData("2.0", "float/64", "2")]
    [InlineData(".5", "float/64", "0.5")]
    [InlineData("1e5", "float/64", "100000")]
    [InlineData("1E5", "float/64", "100000")]
    [InlineData("1e+21", "float/64", "1000000000000000000000")]
    [InlineData("1.5e-7", "float/64", "0.00000015")]
    [InlineData("-1e-7", "float/64", "-0.0000001")]
    [InlineData("1+2i", "complex/64", "1+2i")]
    [InlineData("-1.5e+1-2e-1i", "complex/64", "-15-0.2i")]
    public void Text_reads_as(string text, string leaf, string printed)
    {
        var number = NumberText.Parse(text);
        Assert.EndsWith(leaf, number.Class.Path, StringComparison.Ordinal);
        Assert.Equal(printed, ValueText.OfNumber(number));
    }

    [Theory]
    [InlineData("")]
    [InlineData("abc")]
    [InlineData("NaN")]
    [InlineData("inf")]
    [InlineData("-Infinity")]
    [InlineData("1e999")]
    [InlineData("18446744073709551616")]
    [InlineData("1,000")]
    [InlineData("0x10")]
    [InlineData("1e")]
    [InlineData("1.2.3")]
    [InlineData("5\0")]
    [InlineData("1 2")]
    [InlineData("1+2")]
    [InlineData("1+i")]
    [InlineData("1+-2i")]
    [InlineData("true")]
    public void Other_text_is_a_bad_request(string text) =>
        Assert.Equal(FaultKind.BadRequest, NumberText.Parse(text).As<Fault>()?.Kind);

    [Fact]
    public void What_a_number_prints_reads_as_that_number_up_to_64_bits()
    {
        var samples = new NumberSamples(Environment.TickCount);
        for (var i = 0; i < 20_000; i++)
        {
            var leaf = NumberSamples.Leaves[1 + (i % 11)];
            var number = samples.Number(leaf);
            var text = ValueText.OfNumber(number);
            var isLong = Math.Abs(NumberConversion.Real(number)) >= 1L << 62;
            if (leaf.Kind == NumberKind.Float && isLong) continue;
            var back = NumberConversion.Convert(NumberText.Parse(text), leaf);
            Assert.True(
                !back.IsFault && NumberReference.AreEqual(number, back),
                $"seed {samples.Seed}: {leaf} {text}");
        }
    }
}
