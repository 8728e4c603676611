using TinyChain.Ir.Values;
using TinyChain.Runtime.Collections;
using Xunit;

namespace TinyChain.Tests.Runtime.Collections;

public sealed class KeyEncodingTests
{
    [Fact]
    public void Keys_of_one_column_sort_as_its_values_do()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        foreach (var type in RandomValues.Classes)
        {
            var column = new Column(Id.Of("c"), type, null, true);
            Compare(
                () => RandomValues.Of(random, type), value => KeyEncoding.Of(column, value),
                $"{type}, seed {seed}");
        }
    }

    [Fact]
    public void Keys_of_any_values_sort_as_collation_does()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        Compare(() => Real(random), KeyEncoding.OfAny, $"seed {seed}");
    }

    [Fact]
    public void Numbers_of_one_value_are_one_key_whatever_their_width()
    {
        State[] ones = [State.Of(true), State.Of(1L), State.Of(1UL), State.Of(1f), State.Of(1.0)];
        Assert.Single(ones.Select(one => Convert.ToHexString(KeyEncoding.OfAny(one))).Distinct());
    }

    // A real and a complex number of one magnitude differ in their parts alone, which Orders has
    // no view of.
    private static State Real(Random random)
    {
        var value = RandomValues.Any(random);
        return value.Class.Is(NumberClass.Complex) || value.As<TupleState>() is not null
            ? State.None : value;
    }

    private static void Compare(Func<State> make, Func<State, byte[]> encode, string about)
    {
        for (var i = 0; i < 2_000; i++)
        {
            var (left, right) = (make(), make());
            var (a, b) = (encode(left), encode(right));
            var order = a.AsSpan().SequenceCompareTo(b);
            Assert.True(
                Math.Sign(order) == Math.Sign(Orders.Compare(left, right)),
                $"{left} and {right} of {about}: their keys are in another order");
            Assert.True(
                order == 0 || !(a.AsSpan().StartsWith(b) || b.AsSpan().StartsWith(a)),
                $"{left} and {right} of {about}: one begins the other");
        }
    }
}
