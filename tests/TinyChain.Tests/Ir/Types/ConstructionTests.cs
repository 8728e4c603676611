using System.Collections.Immutable;
using TinyChain.Ir.Types;
using TinyChain.Ir.Values;
using Xunit;

namespace TinyChain.Tests.Ir.Types;

/// <summary>Constructors and casts by spec/language.md 2.6, 6.3, 7.2 and J15, T6.</summary>
public class ConstructionTests
{
    private const string Value = "/state/scalar/value/";

    [Fact]
    public void An_abstract_class_keeps_the_width_in_a_constructor_and_loses_it_in_a_cast()
    {
        Same(State.Of(5L), Construct("number/int", State.Of(5.7)));
        Same(State.Of(3.0), Construct("number/float", State.Of(3L)));
        Same(State.Of(3.5), Construct("number", State.Of("3.5")));
        Same(
            State.Number(NumberClass.I32, 7),
            Construct("number/int", State.Number(NumberClass.U16, 7)));
        Same(State.Number(NumberClass.I32, 3), Cast("number/int", State.Of(3.7)));
        Same(State.Of(3.14f), Cast("number/float", State.Of(3.14)));
        Same(State.Of(3L), Cast("number", State.Of(3L)));
        Refused(Cast("number/int", State.Of(5_000_000_000)));
    }

    [Fact]
    public void A_narrow_class_refuses_what_it_cannot_hold()
    {
        Refused(Construct("number/int/16", State.Of(70000L)));
        Refused(Construct("number/uint/8", State.Of(-1L)));
        Same(State.Number(NumberClass.U8, 3), Construct("number/uint/8", State.Of(3.7)));
        Same(State.Of(true), Construct("number/bool", State.Of(0.5)));
    }

    [Fact]
    public void A_pair_is_a_complex_number_however_often_it_is_wrapped()
    {
        var pair = Tuple(State.Of(4.0), State.Of("4"));
        Same(State.Complex(4.0, 4.0), Construct("number/complex", pair));
        Same(State.Complex(4.0, 4.0), Construct("number/complex", Tuple(pair)));
        Same(State.Complex(1f, 2f), Construct("number/complex", Tuple(State.Of(1f), State.Of(2f))));
        Same(State.Complex(4f, 4f), Cast("number/complex", pair));
        Refused(Construct("number/complex", Tuple(pair, pair)));
        Refused(Construct("number", Tuple(State.Of(1L), State.Of(2L), State.Of(3L))));
    }

    [Fact]
    public void Text_of_values_is_plain()
    {
        Same(State.Of("5"), Construct("string", State.Of(5L)));
        Same(State.Of("2"), Cast("string", State.Of(2.0)));
        Same(State.Of("-0.1"), Cast("string", State.Of(-0.1f)));
        Same(State.Of("true"), Cast("string", State.Of(true)));
        Same(State.Of("/a/b"), Cast("string", State.Of(Link.Local("/a/b"))));
        Refused(Cast("string", State.None));
        Refused(Cast("string", Tuple(State.Of(1L))));
    }

    [Fact]
    public void An_Id_comes_from_a_string_an_integer_or_a_version()
    {
        Assert.Equal("5", Cast("id", State.Of(5L)).As<Id>()?.Text);
        Assert.Equal("1.2.3", Cast("id", State.Of(new VersionId(1, 2, 3))).As<Id>()?.Text);
        Refused(Construct("id", State.Of("foo bar")));
        Refused(Cast("id", State.Of(2.5)));
        Refused(Cast("id", State.Of(Link.Local("/a"))));
    }

    [Fact]
    public void A_link_cast_gives_a_link()
    {
        Assert.Equal("/a/b", Cast("link", State.Of("/a/b")).As<Link>()?.ToString());
        Assert.Equal("/5", Cast("link", State.Of(5L)).As<Link>()?.ToString());
        Assert.Equal("/foo", Cast("link", State.Of(Id.Of("foo"))).As<Link>()?.ToString());
        Refused(Cast("link", State.Of("foo")));
    }

    [Fact]
    public void A_version_is_three_numbers()
    {
        var parts = Tuple(State.Of(1L), State.Of(2L), State.Of(uint.MaxValue));
        Assert.Equal("1.2.3", Construct("version", State.Of("1.2.3")).As<VersionId>()?.ToString());
        Assert.Equal("1.2.4294967295", Construct("version", parts).As<VersionId>()?.ToString());
        Refused(Cast("version", State.Of("1.2")));
        Refused(Cast("version", Tuple(State.Of(1L), State.Of(2L), State.Of(-3L))));
    }

    [Fact]
    public void Bytes_are_base64_as_a_literal_and_hex_as_a_key()
    {
        byte[] hello = [.. "hello"u8];
        Assert.Equal(hello, BytesOf(Construct("bytes", State.Of("aGVsbG8="))));
        Assert.Equal(hello, BytesOf(Construct("bytes", State.Of("aGVsbG8"))));
        Assert.Equal(hello, BytesOf(Cast("bytes", State.Of("68656c6C6f"))));
        Assert.Equal(hello, BytesOf(Cast("bytes", State.Of("aGVsbG8="))));
        Assert.Equal([0, 255], BytesOf(Cast("bytes", Tuple(State.Of(0L), State.Of(255L)))));
        Refused(Construct("bytes", Tuple(State.Of(256L))));
        Refused(Construct("bytes", State.Of("a")));
        Refused(Construct("bytes", State.Of("aG VsbG8")));
        Refused(Cast("bytes", State.Of("xyz")));
        Assert.Equal(
            FaultKind.NotImplemented, Cast("bytes", State.Of(5L)).As<Fault>()?.Kind);
    }

    [Fact]
    public void Random_text_is_bytes_or_a_fault_but_never_an_exception()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        for (var i = 0; i < 20_000; i++)
        {
            var text = new string(random.GetItems<char>("aZ0+/=-_ \té", random.Next(9)));
            var made = Construct("bytes", State.Of(text));
            if (made.As<Bytes>() is not { } bytes) Refused(made);
            else Assert.Equal(bytes.Content.Length, text.TrimEnd('=').Length * 3 / 4);
        }
    }

    [Fact]
    public void A_tuple_of_values_is_a_value_and_a_map_is_not()
    {
        var values = Tuple(State.Of(1L), Tuple(State.None));
        Same(values, Cast("tuple", values));
        Refused(Cast("tuple", Tuple(State.Of(MapState.Empty))));
        Refused(Construct("string", State.Of(MapState.Empty)));
        Same(State.None, Cast("none", State.Of(5L)));
        Refused(Casting.Cast(StateClass.Value, State.Of(MapState.Empty)));
        Refused(Casting.Cast(StateClass.Closure, State.Of(5L)));
    }

    [Fact]
    public void A_condition_is_a_number_or_the_word()
    {
        Same(State.Of(true), Casting.ToBool(State.Of(double.NaN)));
        Same(State.Of(false), Casting.ToBool(State.Of(0.0)));
        Same(State.Of(true), Casting.ToBool(State.Of("true")));
        Refused(Casting.ToBool(State.Of("1")));
        Refused(Casting.ToBool(State.None));
    }

    [Fact]
    public void A_fault_passes_through()
    {
        var fault = State.Of(Fault.NotFound("x"));
        Assert.Same(fault.As<Fault>(), Cast("string", fault).As<Fault>());
        Assert.Same(fault.As<Fault>(), Construct("number", fault).As<Fault>());
        Assert.Same(fault.As<Fault>(), Casting.ToBool(fault).As<Fault>());
    }

    private static State Tuple(params ImmutableArray<State> items) => State.Tuple(items);

    private static byte[] BytesOf(State state) => [.. state.As<Bytes>()!.Content];

    private static State Construct(string name, State payload) =>
        Construction.Construct(StateClass.Find(Value + name)!, payload);

    private static State Cast(string name, State value) =>
        Casting.Cast(StateClass.Find(Value + name)!, value);

    private static void Same(State expected, State actual)
    {
        Assert.Equal(expected.Class.Path, actual.Class.Path);
        if (expected.Is(NumberClass.C64)) Assert.Equal(expected.AsComplex, actual.AsComplex);
        else Assert.Equal(expected.Bits, actual.Bits);
        Assert.Equal(ValueText.Of(expected), ValueText.Of(actual));
    }

    private static void Refused(State actual) =>
        Assert.Equal(FaultKind.BadRequest, actual.As<Fault>()?.Kind);
}
