using TinyChain.Ir.Types;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Intrinsics;
using Xunit;

namespace TinyChain.Tests.Runtime.Intrinsics;

/// <summary>The examples of spec/language.md 5.3 and 6.5 to 6.7, with N1 to N11.</summary>
public class NumberMethodTests
{
    private static readonly State s_none = State.None;

    [Fact]
    public void Overflow_and_zero_divisors_are_bad_requests()
    {
        Refused(NumberArithmetic.Add(State.Of(long.MaxValue), State.Of(1L)));
        Refused(NumberArithmetic.Div(State.Of(long.MinValue), State.Of(-1L)));
        Is(0L, NumberArithmetic.Mod(State.Of(long.MinValue), State.Of(-1L)));
        Refused(NumberArithmetic.Div(State.Of(7.5), State.Of(-0.0)));
        Refused(NumberArithmetic.Mod(State.Of(7L), State.Of(0L)));
        Refused(NumberArithmetic.Div(State.Of(true), State.Of(false)));
        Refused(NumberArithmetic.Div(State.Of(1L), State.Complex(0.0, 0.0)));
        Refused(NumberParts.Abs(State.Of(long.MinValue), s_none));
        Refused(NumberPowers.Pow(State.Of(3L), State.Of(41L)));
    }

    [Fact]
    public void Division_truncates_and_mod_has_the_sign_of_the_dividend()
    {
        Is(-3L, NumberArithmetic.Div(State.Of(-7L), State.Of(2L)));
        Is(3.5, NumberArithmetic.Div(State.Of(7L), State.Of(2.0)));
        Is(-1L, NumberArithmetic.Mod(State.Of(-7L), State.Of(3L)));
        Is(1.5, NumberArithmetic.Mod(State.Of(7.5), State.Of(2L)));
    }

    [Fact]
    public void An_operand_may_be_text_but_not_missing()
    {
        Is(8L, NumberArithmetic.Add(State.Of(5L), State.Of("3")));
        Is(100005.0, NumberArithmetic.Add(State.Of(5L), State.Of("1E5")));
        Refused(NumberArithmetic.Add(State.Of(5L), s_none));
        Refused(NumberArithmetic.Add(State.Of(5L), State.Of("inf")));
        Refused(NumberComparison.Gt(State.Of(5L), s_none));
    }

    [Fact]
    public void Powers_follow_their_operands_kinds()
    {
        Is(1024L, NumberPowers.Pow(State.Of(2L), State.Of(10L)));
        Is(1L, NumberPowers.Pow(State.Of(0L), State.Of(0L)));
        Is(-1L, NumberPowers.Pow(State.Of(-1L), State.Of(long.MaxValue)));
        Is(0.5, NumberPowers.Pow(State.Of(2L), State.Of(-1L)));
        Refused(NumberPowers.Pow(State.Of(0L), State.Of(-1L)));
        Refused(NumberPowers.Pow(State.Of(-8L), State.Of(0.5)));
        Is(true, NumberPowers.Pow(State.Of(false), State.Of(0L)));
        Is(false, NumberPowers.Pow(State.Of(false), State.Of(2L)));
        Assert.Equal(NumberClass.F32, NumberPowers.Pow(State.Of(2f), State.Of(2L)).Class);
        Assert.Equal(NumberClass.F64, NumberPowers.Pow(State.Of(2f), State.Of(2.0)).Class);
        Near(0, 2, NumberPowers.Pow(State.Complex(1.0, 1.0), State.Of(2L)));
        Near(-1, 0, NumberPowers.Pow(State.Of(Math.E), State.Complex(0, Math.PI)));
        Refused(NumberPowers.Pow(State.Of(0L), State.Complex(-1.0, 0.0)));
    }

    [Fact]
    public void Logarithms_need_a_positive_number_and_a_real_base()
    {
        Is(2.0, NumberPowers.Log(State.Of(100L), State.Of(10L)));
        Is(4.605170185988092, NumberPowers.Log(State.Of(100L), s_none));
        Refused(NumberPowers.Log(State.Of(0L), s_none));
        Refused(NumberPowers.Ln(State.Of(-1L), s_none));
        Refused(NumberPowers.Log(State.Of(5L), State.Of(1L)));
        Refused(NumberPowers.Log(State.Of(5L), State.Of(-2L)));
        Refused(NumberPowers.Log(State.Of(5L), State.Complex(2.0, 0.0)));
        Near(0, Math.PI, NumberPowers.Ln(State.Complex(-1.0, 0.0), s_none));
    }

    [Fact]
    public void Functions_leave_their_domain_by_a_fault()
    {
        Refused(NumberTrigonometry.Asin(State.Of(2.0), s_none));
        Refused(NumberTrigonometry.Acosh(State.Of(0.5), s_none));
        Refused(NumberTrigonometry.Atanh(State.Of(1L), s_none));
        Is(MathF.Sin(1), NumberTrigonometry.Sin(State.Of(true), s_none));
        Is(Math.Cos(1), NumberTrigonometry.Cos(State.Of(1L), s_none));
    }

    [Fact]
    public void Inverse_functions_of_complex_numbers_undo_their_functions()
    {
        var samples = new Random(7);
        for (var i = 0; i < 200; i++)
        {
            var (re, im) = (samples.NextDouble(), samples.NextDouble());
            var z = State.Complex(re, im);
            Near(re, im, NumberTrigonometry.Sinh(NumberTrigonometry.Asinh(z, z), z));
            Near(re, im, NumberTrigonometry.Cosh(NumberTrigonometry.Acosh(z, z), z));
            Near(re, im, NumberTrigonometry.Tanh(NumberTrigonometry.Atanh(z, z), z));
        }
    }

    [Fact]
    public void Parts_of_a_number_keep_its_class()
    {
        Is(-3.0, NumberParts.Round(State.Of(-2.5), s_none));
        Is(3f, NumberParts.Round(State.Of(2.5f), s_none));
        Is(5.0, NumberParts.Abs(State.Complex(3.0, 4.0), s_none));
        Is(5f, NumberParts.Abs(State.Complex(3f, 4f), s_none));
        Is(0L, NumberParts.Imag(State.Of(5L), s_none));
        Is(2.0, NumberParts.Imag(State.Complex(1.0, 2.0), s_none));
        Is(1.0, NumberParts.Real(State.Complex(1.0, 2.0), s_none));
    }

    [Fact]
    public void Equality_is_of_values_and_reads_text()
    {
        Is(false, NumberComparison.Eq(State.Of(9007199254740993), State.Of(9007199254740992.0)));
        Is(false, NumberComparison.Eq(State.Of(1L), State.Of(1.5)));
        Is(false, NumberComparison.Eq(State.Of(0.1), State.Of(0.1f)));
        Is(true, NumberComparison.Lt(State.Of(0.1), State.Of(0.1f)));
        Is(true, NumberComparison.Eq(State.Of(1L), State.Of(true)));
        Is(false, NumberComparison.Eq(State.Of(true), State.Of(2L)));
        Is(true, NumberComparison.Eq(State.Of(5L), State.Of("5")));
        Is(true, NumberComparison.Eq(State.Of(true), State.Of("1")));
        Is(false, NumberComparison.Eq(State.Of(5L), State.Of("five")));
        Is(false, NumberComparison.Eq(State.Of(5L), s_none));
        Is(true, NumberComparison.Ne(State.Of(5L), State.Of(Id.Of("5"))));
        Is(false, NumberComparison.Eq(State.Of(1L), State.Complex(1.0, 5.0)));
        Is(false, NumberComparison.Ge(State.Of(1L), State.Complex(1.0, 0.0)));
    }

    [Fact]
    public void Nan_is_above_below_and_equal_to_nothing()
    {
        var nan = State.Of(double.NaN);
        State[] others = [nan, State.Of(0L), State.Of(1.0), State.Complex(0.0, 0.0)];
        foreach (var other in others)
        {
            Is(false, NumberComparison.Lt(nan, other));
            Is(false, NumberComparison.Ge(other, nan));
            Is(false, NumberComparison.Eq(other, nan));
            Is(true, NumberComparison.Ne(nan, other));
        }
    }

    private static void Is(object expected, State actual)
    {
        Assert.False(actual.IsFault, actual.As<Fault>()?.Message);
        Assert.Equal(expected, actual.Class switch
        {
            var c when c == NumberClass.Bool => actual.AsBool,
            var c when c == NumberClass.I64 => actual.AsI64,
            var c when c == NumberClass.F64 => actual.AsF64,
            var c when c == NumberClass.F32 => actual.AsF32,
            _ => ValueText.Show(actual),
        });
    }

    private static void Near(double re, double im, State actual)
    {
        Assert.False(actual.IsFault, actual.As<Fault>()?.Message);
        Assert.Equal(re, actual.AsComplex.Re, 1e-9);
        Assert.Equal(im, actual.AsComplex.Im, 1e-9);
    }

    private static void Refused(State actual) =>
        Assert.Equal(FaultKind.BadRequest, actual.As<Fault>()?.Kind);
}
