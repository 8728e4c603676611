using TinyChain.Ir.Intrinsics;
using TinyChain.Ir.Types;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Intrinsics;
using Xunit;

namespace TinyChain.Tests.Runtime.Intrinsics;

/// <summary>Declared classes of results, against what bodies give for random numbers.</summary>
public class ResultClassTests
{
    private const int Cases = 2_000;

    [Fact]
    public void A_method_of_numbers_gives_the_class_that_is_declared_for_its_operands()
    {
        var samples = new NumberSamples(Environment.TickCount);
        for (var i = 0; i < Cases; i++)
        {
            var (left, right) = samples.Pair();
            foreach (var (method, body) in NumberBodies.All)
            {
                var operand = method.Key == KeyRule.Operand && i % 9 > 0 ? right : State.None;
                var result = body(left, operand);
                if (result.IsFault) continue;
                var declared = method.ResultClass(left.Class, operand.Class);
                var isRight = declared is NumberClass { IsLeaf: true }
                    ? result.Class == declared
                    : declared == NumberClass.Number && method == NumberIntrinsics.Pow;
                Assert.True(isRight, $"seed {samples.Seed}: {left.Class} {method.Name} "
                    + $"{operand.Class} gave {result.Class}, not {declared}");
            }
        }
    }

    [Fact]
    public void An_operand_of_no_known_class_leaves_a_number()
    {
        var samples = new NumberSamples(Environment.TickCount);
        for (var i = 0; i < Cases; i++)
        {
            var (left, right) = samples.Pair();
            foreach (var (method, body) in NumberBodies.All)
            {
                var result = body(left, right);
                Assert.True(
                    result.IsFault || (
                        result.Class.Is(method.ResultClass(NumberClass.Number, StateClass.Any))
                        && result.Class.Is(method.ResultClass(left.Class, StateClass.Any))),
                    $"seed {samples.Seed}: {left.Class} {method.Name} {right.Class}");
            }
        }
    }

    [Theory]
    [InlineData(0, double.NaN)]
    [InlineData(long.MaxValue, 9223372036854775808.0)]
    [InlineData(long.MinValue, -9223372036854775808.0)]
    [InlineData(long.MinValue, double.NegativeInfinity)]
    [InlineData(9007199254740993, 9007199254740992.0)]
    [InlineData(-1, -1.5)]
    [InlineData(1, 1.5)]
    [InlineData(0, -0.0)]
    public void An_integer_and_a_float_compare_by_their_exact_values(long whole, double real)
    {
        var expected = NumberOrder.Compare(State.Of(whole), State.Of(real)) ?? MixedOrder.None;
        Assert.Equal(expected, MixedOrder.Compare(whole, real));
    }
}
