using System.Collections.Immutable;
using System.Numerics;
using TinyChain.Ir.Intrinsics;
using TinyChain.Ir.Types;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Intrinsics;
using Xunit;

namespace TinyChain.Tests.Runtime.Intrinsics;

/// <summary>Random operands of all twelve classes, against <see cref="NumberReference"/>.</summary>
public class NumberAgreementTests
{
    private const int Cases = 20_000;

    private static readonly ImmutableDictionary<string, Func<State, State, State>> s_bodies =
        NumberBodies.All.ToImmutableDictionary(b => b.Item1.Name, b => b.Item2);

    [Fact]
    public void Every_method_of_numbers_has_a_body_with_a_method_that_code_can_call()
    {
        Assert.Equal(NumberIntrinsics.All, NumberBodies.All.Select(b => b.Item1).Order(ByTable));
        Assert.All(NumberBodies.All, b => Assert.True(b.Item2.Method is { IsStatic: true }));
    }

    [Theory]
    [InlineData("add")]
    [InlineData("sub")]
    [InlineData("mul")]
    [InlineData("div")]
    [InlineData("mod")]
    public void Arithmetic_gives_what_exact_arithmetic_gives(string method)
    {
        var samples = new NumberSamples(Environment.TickCount);
        for (var i = 0; i < Cases; i++)
        {
            var (left, right) = samples.Pair();
            var expected = NumberReference.Apply(method, left, right);
            var actual = s_bodies[method](left, right);
            Assert.True(Agree(expected, actual), Describe(method, samples, left, right, actual));
        }
    }

    [Theory]
    [InlineData("gt")]
    [InlineData("ge")]
    [InlineData("lt")]
    [InlineData("le")]
    [InlineData("eq")]
    [InlineData("ne")]
    public void Comparison_rounds_neither_side(string method)
    {
        var samples = new NumberSamples(Environment.TickCount);
        for (var i = 0; i < Cases; i++)
        {
            var (left, right) = samples.Pair();
            var order = NumberReference.Compare(left, right);
            var expected = method switch
            {
                "gt" => order > 0,
                "ge" => order >= 0,
                "lt" => order < 0,
                "le" => order <= 0,
                "eq" => NumberReference.AreEqual(left, right),
                _ => !NumberReference.AreEqual(left, right),
            };
            var actual = s_bodies[method](left, right);
            Assert.True(
                actual.Is(NumberClass.Bool) && actual.AsBool == expected,
                Describe(method, samples, left, right, actual));
        }
    }

    [Fact]
    public void Whole_powers_are_exact_or_overflow()
    {
        var samples = new NumberSamples(Environment.TickCount);
        for (var i = 0; i < Cases; i++)
        {
            var left = samples.Number(NumberSamples.Leaves[1 + (i % 7)]);
            var exponent = i % 70;
            var exact = BigInteger.Pow(NumberReference.Whole(left), exponent);
            var (min, max) = NumberReference.Range((NumberClass)left.Class);
            var actual = NumberPowers.Pow(left, State.Of(exponent));
            var agrees = exact < min || exact > max
                ? actual.IsFault
                : actual.Class == left.Class && NumberReference.Whole(actual) == exact;
            Assert.True(agrees, Describe("pow", samples, left, State.Of(exponent), actual));
        }
    }

    [Fact]
    public void No_method_throws_whatever_the_argument()
    {
        var samples = new NumberSamples(Environment.TickCount);
        State[] arguments =
        [
            State.None, State.Of("x"), State.Of(""), State.Of(MapState.Empty),
            State.Of(TupleState.Empty), State.Of(Link.Default), State.Of(Id.Of("a")),
            State.Of(double.NaN), State.Of(double.PositiveInfinity), State.Complex(0.0, 0.0),
        ];
        for (var i = 0; i < 2_000; i++)
        {
            var receiver = i % 50 == 0 ? arguments[7 + (i % 3)] : samples.Number();
            foreach (var argument in arguments.Append(samples.Number()))
            {
                foreach (var (intrinsic, body) in NumberBodies.All)
                {
                    var result = body(receiver, argument);
                    var isDeclared = result.IsFault || intrinsic.Result != ResultRule.Bool
                        || result.Is(NumberClass.Bool);
                    Assert.True(
                        isDeclared && (result.IsFault || result.IsNumber),
                        Describe(intrinsic.Name, samples, receiver, argument, result));
                }
            }
        }
    }

    private static IComparer<Intrinsic> ByTable { get; } = Comparer<Intrinsic>.Create(
        (a, b) => NumberIntrinsics.All.IndexOf(a) - NumberIntrinsics.All.IndexOf(b));

    private static bool Agree(State? expected, State actual)
    {
        if (expected is not { } number) return actual.As<Fault>()?.Kind == FaultKind.BadRequest;
        if (number.Class != actual.Class) return false;
        return number.Class.Is(NumberClass.Complex)
            ? AreClose(number, actual) : number.Bits == actual.Bits;
    }

    // Two formulas for a complex product or quotient differ in their last digits, and may differ
    // more in the smaller part.
    private static bool AreClose(State expected, State actual)
    {
        var (x, y) = (NumberReference.Complexity(expected), NumberReference.Complexity(actual));
        var tolerance = expected.Is(NumberClass.C64) ? 1e-12 : 1e-5;
        return x == y || !double.IsFinite(Complex.Abs(x))
            || Complex.Abs(x - y) <= tolerance * Complex.Abs(x);
    }

    private static string Describe(
        string method, NumberSamples samples, State left, State right, State actual) =>
        $"seed {samples.Seed}: {left.Class} {ValueText.Show(left)} {method} {right.Class} " +
        $"{ValueText.Show(right)} gave {actual.Class} " +
        (actual.As<Fault>()?.Message ?? ValueText.Show(actual));
}
