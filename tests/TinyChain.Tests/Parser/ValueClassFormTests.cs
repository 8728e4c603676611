using TinyChain.Ir.Refs;
using TinyChain.Parser;
using Xunit;

namespace TinyChain.Tests.Parser;

/// <summary>Forms that ask ir for a class's value: `{"/state/scalar/value/…": …}`.</summary>
public sealed class ValueClassFormTests
{
    [Theory]
    [InlineData("""{"/state/scalar/value/number/bool": 3}""", "/state/scalar/value/number/bool")]
    [InlineData("""{"/state/scalar/value/id": "x"}""", "/state/scalar/value/id")]
    [InlineData("""{"/state/scalar/value/link": "/a"}""", "/state/scalar/value/link")]
    [InlineData("""{"/state/scalar/value/version": "1.2.3"}""", "/state/scalar/value/version")]
    [InlineData("""{"/state/scalar/value/none": 5}""", "/state/scalar/value/none")]
    [InlineData("""{"/state/scalar/value/tuple": [1, 2, 3]}""", "/state/tuple")]
    public void A_payload_that_the_class_accepts_is_a_literal(string json, string path) =>
        Assert.Equal(path, Json.Literal(json).Class.Path);

    [Theory]
    [InlineData("""{"/state/scalar/value/email":"a@b.c"}""")]
    [InlineData("""{"/state/scalar/value/bytes":"AQIDBA=="}""")]
    [InlineData("""{"/state/scalar/value/number/complex/32":[0.1,-2.0]}""")]
    [InlineData("""{"/state/scalar/value/number/complex/64":[1.0,2.5]}""")]
    public void A_typed_value_prints_as_it_is_read_and_can_be_a_key(string json)
    {
        Assert.Equal(json, Json.Print(Json.Literal(json)));
        Assert.True(OpParser.TryParseKey(json, out var key, out _));
        Assert.Equal(json, Json.Print(key));
    }

    [Theory]
    [InlineData("""{"/state/scalar/value/number": "abc"}""", Verb.Get)]
    [InlineData("""{"/state/scalar/value/number": ["abc"]}""", Verb.Get)]
    [InlineData("""{"/state/scalar/value/number": ["abc", 1]}""", Verb.Put)]
    [InlineData("""{"/state/scalar/value/number": [{"$x": []}, 1]}""", Verb.Put)]
    [InlineData("""{"/state/scalar/value/number": {"a": 1}}""", Verb.Post)]
    [InlineData("""{"/state/scalar/value/number": {"a": {"$x": []}}}""", Verb.Post)]
    public void Any_other_payload_is_a_call_to_the_class(string json, Verb verb)
    {
        var call = Assert.IsAssignableFrom<OpRef>(Json.Value(json));
        Assert.Equal((verb, "/state/scalar/value/number"), (call.Verb, call.Subject.ToString()));
        Assert.IsType(call.GetType(), Json.Value(Json.Print(call)));
    }

    [Fact]
    public void A_long_list_that_the_class_refuses_is_an_error() => Assert.Equal(
        "TC1111", Json.Codes("""{"/state/scalar/value/number": [1, 2, 3]}"""));

    [Fact]
    public void Nested_constructors_are_parsed_once_each()
    {
        const int Levels = 100;
        var open = string.Concat(Enumerable.Repeat("{\"/state/scalar/value/string\":[", Levels));
        var close = string.Concat(Enumerable.Repeat("]}", Levels));
        Assert.IsType<GetRef>(Json.Value($"{open}{{\"a\":1}}{close}"));
    }

    [Fact]
    public void A_key_that_its_class_refuses_is_no_key() => Assert.False(
        OpParser.TryParseKey("""{"/state/scalar/value/number": "abc"}""", out _, out _));
}
