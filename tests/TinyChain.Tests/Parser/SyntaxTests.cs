using TinyChain.Ir;
using TinyChain.Ir.Diagnostics;
using TinyChain.Parser;
using TinyChain.Parser.Syntax;
using Xunit;

namespace TinyChain.Tests.Parser;

public sealed class SyntaxTests
{
    [Fact]
    public void A_tree_prints_itself_with_spans()
    {
        var tree = OpParser.ReadSyntax(Json.Bytes("""{"a": [1, "é", {}], "b": {"c": null}}""")).Product;
        Assert.NotNull(tree);
        Assert.Equal(
            """
            {  @0+38
              "a": [  @6+13
                1  @7+1
                "é"  @10+4
                {}  @16+2
              ]
              "b": {  @26+11
                "c": null  @32+4
              }
            }

            """,
            SyntaxPrinter.Print(tree));
    }

    [Theory]
    [InlineData("", "TC1001", 0)]
    [InlineData(" \n\t", "TC1001", 0)]
    [InlineData("[1,]", "TC1003", 3)]
    [InlineData("[01]", "TC1003", 2)]
    [InlineData("[1 2]", "TC1003", 3)]
    [InlineData("[\"a\nb\"]", "TC1003", 3)]
    [InlineData("[\"\\x\"]", "TC1003", 3)]
    [InlineData("[1", "TC1004", 2)]
    [InlineData("[\"abc", "TC1004", 5)]
    [InlineData("{\"a\":", "TC1004", 5)]
    [InlineData("[1] 2", "TC1005", 4)]
    [InlineData("[1]]", "TC1005", 3)]
    [InlineData("[\"\\ud800\"]", "TC1008", 2)]
    [InlineData("[\"ab\\udc00\"]", "TC1008", 4)]
    [InlineData("[\"\\ud83d\\u0041\"]", "TC1008", 2)]
    [InlineData("{\"\\ud800\": 1}", "TC1008", 2)]
    public void Bad_text_has_one_problem_with_its_position(string json, string code, int start)
    {
        var result = OpParser.ReadSyntax(Json.Bytes(json));
        Assert.Null(result.Product);
        var problem = Assert.Single(result.Diagnostics.Items);
        Assert.Equal((code, start), (problem.Code, problem.Span.Start));
    }

    [Fact]
    public void Text_that_is_not_UTF_8_is_refused_at_its_first_bad_byte()
    {
        var result = OpParser.ReadSyntax(new byte[] { (byte)'"', 0xC3, 0xA9, 0xFF, (byte)'"' });
        Assert.Equal(new TextSpan(3, 1), Assert.Single(result.Diagnostics.Items).Span);
    }

    [Theory]
    [InlineData("\"\\ud83d\\ude00 \\\\ud800 \\n\"", "😀 \\ud800 \n")]
    [InlineData("\"\\u0041\\/\"", "A/")]
    public void Escapes_are_decoded(string json, string text) =>
        Assert.Equal(text, OpParser.ReadSyntax(Json.Bytes(json)).Product?.Root.Text());

    [Fact]
    public void Levels_are_limited()
    {
        static string Nested(int levels) => new string('[', levels) + new string(']', levels);
        Assert.Equal("", Json.Codes(Nested(Limits.JsonDepth)));
        var result = OpParser.ReadSyntax(Json.Bytes(Nested(Limits.JsonDepth + 1)));
        var problem = Assert.Single(result.Diagnostics.Items);
        Assert.Equal(("TC1006", Limits.JsonDepth), (problem.Code, problem.Span.Start));
        Assert.Contains("JsonDepth", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, "line 1, column 1")]
    [InlineData(2, "line 2, column 1 (/a~1b~0)")]
    [InlineData(20, "line 3, column 5 (/a~1b~0/1)")]
    [InlineData(21, "line 3, column 6 (/a~1b~0/1/x)")]
    [InlineData(27, "line 3, column 12 (/a~1b~0/1/x)")]
    public void A_position_has_a_line_a_column_and_a_pointer(int start, string place)
    {
        var json = Json.Bytes("{\n\"a/b~\":[\"é\",\n    {\"x\": 10}]}");
        Assert.Equal(place, SourcePlace.Find(json, new TextSpan(start, 1)).ToString());
    }
}
