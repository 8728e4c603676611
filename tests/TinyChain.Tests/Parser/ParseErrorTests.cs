using TinyChain.Ir;
using TinyChain.Parser;
using Xunit;

namespace TinyChain.Tests.Parser;

public sealed class ParseErrorTests
{
    [Theory]
    [InlineData("1e999", "TC1101")]
    [InlineData("18446744073709551616", "TC1102")]
    [InlineData("-9223372036854775809", "TC1102")]
    [InlineData("""{"a..b": 1}""", "TC1103")]
    [InlineData("""{"": []}""", "TC1103")]
    [InlineData("""{"foo": 1, "/bar": 2}""", "TC1103")]
    [InlineData("""{"$": []}""", "TC1104")]
    [InlineData("""{"$$x": []}""", "TC1104")]
    [InlineData("""{"/a//b": []}""", "TC1104")]
    [InlineData("""{"ftp://a/b": []}""", "TC1104")]
    [InlineData("""{"/bar": [2], "foo": 1}""", "TC1105")]
    [InlineData("""{"a": 1, "a": 2}""", "TC1106")]
    [InlineData("""{"a": {"$x": []}, "\u0061": 2}""", "TC1106")]
    [InlineData("""{"$x": [1, 2, 3]}""", "TC1108")]
    [InlineData("""{"/state/scalar/op/post": [{"/state/collection/btree": [1, 2]}]}""", "TC1109")]
    [InlineData("""{"/state/scalar/ref/op/put": ["/state/chain/sync", 1, 2]}""", "TC1109")]
    [InlineData("""{"/state/scalar/op/get": ["x", {"y": 1}]}""", "TC1110")]
    [InlineData("""{"/state/scalar/op/get": [["r", 1]]}""", "TC1110")]
    [InlineData("""{"/state/scalar/op/post": {"y": 1}}""", "TC1110")]
    [InlineData("""{"/state/scalar/ref/if": [1]}""", "TC1110")]
    [InlineData("""{"/state/scalar/ref/if": {"$x": []}}""", "TC1110")]
    [InlineData("""{"/state/scalar/ref/id": "x"}""", "TC1110")]
    [InlineData("""{"/state/scalar/ref/while": [1, 2]}""", "TC1110")]
    [InlineData("""{"/state/scalar/ref/cond": [1, 2]}""", "TC1110")]
    [InlineData("""{"/state/scalar/ref/for_each": [[1], 2]}""", "TC1110")]
    [InlineData("""{"/state/scalar/ref/for_each": [[1], 2, 3.5]}""", "TC1113")]
    [InlineData("""{"/state/scalar/range": [null, ["up", 2]]}""", "TC1110")]
    [InlineData("""{"/state/scalar/cluster": "http://a/b"}""", "TC1110")]
    [InlineData("""{"/state/scalar/tuple": 5}""", "TC1110")]
    [InlineData("""{"/state/scalar/map": 5}""", "TC1110")]
    [InlineData("""{"/state/object/class": {"a": 1}}""", "TC1110")]
    [InlineData("""{"/state/closure": [{}]}""", "TC1110")]
    [InlineData("""{"/state/scalar/ref/op/get": [1, 2]}""", "TC1112")]
    [InlineData("""{"/state/scalar/map": [[1.5, 1]]}""", "TC1113")]
    [InlineData("""{"/state/scalar/map": [["a", 1], 2]}""", "TC1114")]
    [InlineData("""{"/state/scalar/ref/op/post": ["$x", 2]}""", "TC1115")]
    [InlineData("""{"/state/closure": [5, {"/state/scalar/op/post": [1]}]}""", "TC1115")]
    [InlineData("""{"/state/closure": [{"x": []}, {"$op": []}]}""", "TC1116")]
    [InlineData("""{"/state/object/class": [5, {}]}""", "TC1117")]
    [InlineData("""{"/state/scalar/range": [null, ["in", {"$x": []}]]}""", "TC1119")]
    [InlineData("""{"/state/scalar/ref/case": [1, [1, 2], ["a", "b"]]}""", "TC1120")]
    public void A_bad_form_has_its_code(string json, string code) =>
        Assert.Equal(code, Json.Codes(json));

    [Fact]
    public void Siblings_are_reported_together_up_to_the_limit()
    {
        Assert.Equal("TC1103 TC1105 TC1108", Json.Codes(
            """[{"a b": 1}, {"x": {"$a": 1, "b": 2}}, {"$x": [1, [{"$y": [1, 2, 3]}]]}]"""));
        var many = $"[{string.Join(',', Enumerable.Repeat("1e999", 50))}]";
        var bag = OpParser.ParseValue(Json.Bytes(many)).Diagnostics;
        Assert.Equal((Limits.Diagnostics, 50 - Limits.Diagnostics), (bag.Items.Count, bag.Dropped));
    }

    [Fact]
    public void Statements_and_nodes_are_limited()
    {
        static string List(string item, int count) =>
            $"[{string.Join(',', Enumerable.Repeat(item, count))}]";
        Assert.Equal("", CodesOfOp(List("1", Limits.Statements)));
        Assert.Equal("TC1121", CodesOfOp(List("1", Limits.Statements + 1)));
        Assert.Equal("TC1122", CodesOfOp($"[{List("{\"$x\":[]}", Limits.OpNodes)}]"));
    }

    [Theory]
    [InlineData("""{"op": [["a", 1], ["b", 2]]}""", "", null)]
    [InlineData("""[["op", []]]""", "", null)]
    [InlineData("""{"op": []}""", "", null)]
    [InlineData("{}", "TC1126", "op")]
    [InlineData("[]", "TC1126", "op")]
    [InlineData("""{"op": [], "x": 1}""", "TC1125", null)]
    [InlineData("""{"op": [], "op": []}""", "TC1106", null)]
    [InlineData("""{"op": {"/state/scalar/op/post": [1]}}""", "TC1124", null)]
    [InlineData("5", "TC1115", null)]
    public void A_hypothetical_has_one_parameter(string json, string codes, string? missing)
    {
        var result = OpParser.ParseHypothetical(Json.Bytes(json));
        Assert.Equal((codes, missing), (Json.Codes(result), result.MissingParameter));
    }

    [Theory]
    [InlineData("""{"op": []}""", """{"op":[]}""")]
    [InlineData("{}", "{}")]
    [InlineData("[]", "{}")]
    [InlineData("""[["b", 1], ["a", {"x": []}]]""", """{"a":{"x":[]},"b":1}""")]
    public void Parameters_are_always_a_map(string json, string printed)
    {
        var map = Json.Parameters(json);
        Assert.Equal(
            printed == """{"op":[]}""" ? """{"/state/map":{"op":[]}}""" : printed, Json.Print(map));
    }

    [Theory]
    [InlineData("5")]
    [InlineData("null")]
    [InlineData("""{"/class": {}}""")]
    [InlineData("""{"$x": []}""")]
    public void Anything_else_is_no_parameters(string json) =>
        Assert.NotEqual("", Json.Codes(OpParser.ParseParameters(Json.Bytes(json))));

    [Theory]
    [InlineData("5", "5")]
    [InlineData("[1, [\"a\", null]]", "[1,[\"a\",null]]")]
    [InlineData("""{"/foo": []}""", """{"/foo":[]}""")]
    [InlineData("""{"foo": []}""", """{"foo":[]}""")]
    [InlineData("""{"/state/scalar/value/string": []}""", """{"/state/scalar/value/string":[]}""")]
    [InlineData("""{"/state/scalar/value/none": null}""", "null")]
    [InlineData("""{"/state/scalar/value": {"/state/scalar/value": [5]}}""", "[5]")]
    [InlineData("""{"/state/scalar/range": [["in", 1], null]}""",
        """{"/state/scalar/range":[["in",1],null]}""")]
    public void A_key_is_a_value(string text, string printed)
    {
        Assert.True(OpParser.TryParseKey(text, out var key, out _));
        Assert.Equal(printed, Json.Print(key));
    }

    [Theory]
    [InlineData("")]
    [InlineData("foo")]
    [InlineData("{}")]
    [InlineData("""{"a": 1}""")]
    [InlineData("""[{"a": null}]""")]
    [InlineData("""{"$x": []}""")]
    [InlineData("""{"/foo": [1]}""")]
    [InlineData("""{"/state/scalar/op/post": [1]}""")]
    public void Anything_else_is_no_key(string text)
    {
        Assert.False(OpParser.TryParseKey(text, out _, out var problem));
        Assert.NotEmpty(problem);
    }

    private static string CodesOfOp(string json) => Json.Codes(OpParser.ParseOp(Json.Bytes(json)));
}
