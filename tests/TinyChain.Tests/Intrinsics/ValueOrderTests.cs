using System.Numerics;
using TinyChain.Ir.Types;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Intrinsics;
using Xunit;

namespace TinyChain.Tests.Intrinsics;

public class ValueOrderTests
{
    private static readonly State[] s_numbers =
    [
        State.Of(0L), State.Of(true), State.Of(-1L), State.Of(long.MinValue),
        State.Of(long.MaxValue),
        State.Of(ulong.MaxValue), State.Of((1L << 53) + 1), State.Of((double)(1L << 53)),
        State.Of(9223372036854775808.0), State.Of(18446744073709551616.0), State.Of(-9.3e18),
        State.Of(0.1), State.Of(0.1f), State.Of(-0.5), State.Of(0.0), State.Of(-0.0),
        State.Of(-1.5),
        State.Of(double.PositiveInfinity), State.Of(double.NegativeInfinity),
        State.Of(double.Epsilon),
        State.Of(double.NaN), State.Number(NumberClass.U8, 255), State.Number(NumberClass.I16, -1),
        State.Complex(3.0, 4.0), State.Complex(-5f, 0f), State.Complex(1.0, 0.0),
    ];

    [Fact]
    public void Numbers_are_ordered_by_their_exact_value()
    {
        foreach (var a in s_numbers)
        {
            foreach (var b in s_numbers)
            {
                var order = NumberCollation.Compare(a, b);
                Assert.Equal(Math.Sign(order), -Math.Sign(NumberCollation.Compare(b, a)));
                if (Exact(a) is { } x && Exact(b) is { } y)
                {
                    Assert.Equal(x == y, NumberOrder.AreEqual(a, b));
                    if (x != y) Assert.Equal(x.CompareTo(y), Math.Sign(order));
                }

                foreach (var c in s_numbers)
                {
                    if (order <= 0 && NumberCollation.Compare(b, c) <= 0)
                        Assert.True(NumberCollation.Compare(a, c) <= 0, $"{a} {b} {c}");
                }
            }
        }
    }

    [Fact]
    public void Complex_numbers_equal_reals_without_an_imaginary_part()
    {
        Assert.True(NumberOrder.AreEqual(State.Complex(1.0, 0.0), State.Of(true)));
        Assert.False(NumberOrder.AreEqual(State.Of(1L), State.Complex(1.0, 5.0)));
        Assert.False(NumberOrder.AreEqual(State.Of(double.NaN), State.Of(double.NaN)));
        Assert.Equal(0, NumberCollation.Compare(State.Complex(3.0, 4.0), State.Of(5L)));
    }

    [Fact]
    public void Classes_follow_one_another_and_texts_go_by_their_bytes()
    {
        State[] ascending =
        [
            State.None, State.Of(new VersionId(1, 2, 3)), State.Of(new VersionId(1, 10, 0)),
            State.Of(-1L), State.Of(1.5), State.Of(new Bytes([1])), State.Of(new Bytes([1, 0])),
            State.Of(Id.Of("a")), State.Of(Id.Of("b")), State.Of(Email.Parse("a@b.c")!),
            State.Of("B"), State.Of("a"), State.Of("\uffee"), State.Of("\ud83d\ude00"),
            Link("http://h/z"), Link("/"), Link("/a"), Link("/a/b"), Link("/b"),
            State.Tuple([State.Of(1L), State.Of(2L)]), State.Tuple([State.Of(1L), State.Of("x")]),
        ];
        for (var i = 0; i < ascending.Length; i++)
        {
            for (var j = 0; j < ascending.Length; j++)
            {
                var order = Collation.Compare(ascending[i], ascending[j]);
                Assert.Equal(i.CompareTo(j), Math.Sign(order));
            }
        }

        Assert.Equal(0, Collation.Compare(State.Tuple([State.Of(1L)]), ascending[^1]));
    }

    [Fact]
    public void A_string_equals_what_has_its_text()
    {
        Assert.True(ValueEquality.AreEqual(State.Of("/a"), Link("/a")));
        Assert.True(ValueEquality.AreEqual(State.Of(Id.Of("foo")), State.Of("foo")));
        Assert.True(ValueEquality.AreEqual(State.Of("1.2.3"), State.Of(new VersionId(1, 2, 3))));
        Assert.True(ValueEquality.AreEqual(State.Of("a@b.c"), State.Of(Email.Parse("a@b.c")!)));
        Assert.True(ValueEquality.AreEqual(State.Of("5"), State.Of(5L)));
        Assert.True(ValueEquality.AreEqual(State.Of(true), State.Of("1")));
        Assert.False(ValueEquality.AreEqual(State.Of("x"), State.Of(0L)));
        Assert.False(ValueEquality.AreEqual(State.Of(Id.Of("foo")), Link("/foo")));
        Assert.False(ValueEquality.AreEqual(State.None, State.Of(TupleState.Empty)));
        Assert.True(ValueEquality.AreEqual(
            State.Tuple([State.Of("/a"), State.Of(1L)]), State.Tuple([Link("/a"), State.Of(1.0)])));
    }

    [Fact]
    public void Order_across_classes_is_a_bad_request()
    {
        Assert.True(ValueBodies.Lt(State.Of("a"), State.Of("b")).AsBool);
        Assert.True(ValueBodies.Ge(State.Of("a"), State.Of("a")).AsBool);
        Assert.Equal(FaultKind.BadRequest,
            ValueBodies.Lt(State.Of("a"), State.Of(Id.Of("b"))).As<Fault>()?.Kind);
        Assert.Equal(FaultKind.BadRequest,
            ValueBodies.Eq(State.Of("a"), State.Of(MapState.Empty)).As<Fault>()?.Kind);
    }

    private static State Link(string text) =>
        Ir.Values.Link.TryParse(text, out var link, out _) ? State.Of(link) : State.None;

    /// <summary>A finite real number in units of 2^-1074.</summary>
    private static BigInteger? Exact(State number)
    {
        if (number.Class.Is(NumberClass.Complex)) return null;
        if (number.Is(NumberClass.U64)) return new BigInteger((ulong)number.Bits) << 1074;
        if (!number.Class.Is(NumberClass.Float)) return new BigInteger(number.Bits) << 1074;
        var real = number.Is(NumberClass.F32) ? number.AsF32 : number.AsF64;
        if (!double.IsFinite(real)) return null;
        var bits = BitConverter.DoubleToInt64Bits(real);
        var exponent = (int)((bits >> 52) & 0x7ff);
        var mantissa = (bits & ((1L << 52) - 1)) | (exponent == 0 ? 0 : 1L << 52);
        return (bits < 0 ? -1 : 1) * (new BigInteger(mantissa) << Math.Max(exponent - 1, 0));
    }
}
