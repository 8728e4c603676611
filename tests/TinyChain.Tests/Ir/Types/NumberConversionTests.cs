using TinyChain.Ir.Types;
using TinyChain.Ir.Values;
using TinyChain.Tests.Runtime.Intrinsics;
using Xunit;

namespace TinyChain.Tests.Ir.Types;

public class NumberConversionTests
{
    [Fact]
    public void An_integer_class_takes_exactly_what_it_holds_without_its_fraction()
    {
        var samples = new NumberSamples(Environment.TickCount);
        for (var i = 0; i < 20_000; i++)
        {
            var number = samples.Number();
            var leaf = NumberSamples.Leaves[1 + (i % 7)];
            var exact = NumberReference.Truncated(number);
            var (min, max) = NumberReference.Range(leaf);
            var actual = NumberConversion.Convert(number, leaf);
            var agrees = exact < min || exact > max
                ? actual.As<Fault>()?.Message.Contains(leaf.Path, StringComparison.Ordinal) == true
                : actual.Class == leaf && NumberReference.Whole(actual) == exact;
            Assert.True(agrees, $"seed {samples.Seed}: {ValueText.Show(number)} to {leaf}");
        }
    }

    [Fact]
    public void A_wider_class_keeps_the_value_and_every_class_keeps_the_truth()
    {
        var samples = new NumberSamples(Environment.TickCount);
        for (var i = 0; i < 20_000; i++)
        {
            var number = samples.Number();
            var leaf = samples.Leaf();
            var actual = NumberConversion.Convert(number, leaf);
            if (actual.IsFault) continue;
            var message = $"seed {samples.Seed}: {ValueText.Show(number)} to {leaf}";
            Assert.True(actual.Class == leaf, message);
            if (leaf.Kind == NumberKind.Bool)
                Assert.True(actual.AsBool == NumberConversion.IsTrue(number), message);
            if (leaf == NumberClass.C64 && number.Class is NumberClass { Bits: < 64 })
                Assert.True(NumberReference.AreEqual(number, actual), message);
        }
    }

    [Fact]
    public void A_float_beyond_float_32_is_refused_and_a_long_one_is_rounded()
    {
        Assert.True(NumberConversion.Convert(State.Of(1e39), NumberClass.F32).IsFault);
        Assert.True(NumberConversion.Convert(State.Complex(0, 1e39), NumberClass.C32).IsFault);
        Assert.Equal(0.1f, NumberConversion.Convert(State.Of(0.1), NumberClass.F32).AsF32);
    }

    [Fact]
    public void Nan_and_infinity_are_no_integers()
    {
        Assert.True(NumberConversion.Convert(State.Of(double.NaN), NumberClass.I64).IsFault);
        Assert.True(
            NumberConversion.Convert(State.Of(double.NegativeInfinity), NumberClass.U8).IsFault);
        Assert.True(NumberConversion.Convert(State.Of(double.NaN), NumberClass.Bool).AsBool);
    }

    [Fact]
    public void False_is_complex_zero() =>
        Assert.Equal((0, 0), NumberConversion.Convert(State.Of(false), NumberClass.C32).AsComplex);
}
