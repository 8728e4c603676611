using System.Text;
using System.Text.Json;
using TinyChain.Ir.Ops;
using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;
using TinyChain.Parser;
using TinyChain.Runtime.Kernel.Services;
using Xunit;

namespace TinyChain.Tests.Runtime.Kernel;

/// <summary>
/// The rewriting of spec/host.md 2.4: each row is an op before and after. `~P` is the version's own
/// link, `~get` and its like are classes.
/// </summary>
public sealed class ServiceOpsTests
{
    private const string Post = "/state/scalar/op/post";
    private static readonly OwnVersion s_own =
        new(Link.Local("/service/a/b/1.0.0"), "http://127.0.0.1:8702");

    [Theory]
    [InlineData("""{"$self/x": [1, 2]}""", """{"~P/x": [1, 2]}""")]
    [InlineData("""{"$self/x": [null]}""", """{"~P/x": [null]}""")]
    [InlineData("""{"$x/y": [{"$self/z": [1]}]}""", """{"$x/y": [{"~P/z": [1]}]}""")]
    [InlineData("""{"$self": []}""", """{"$self": []}""")]
    [InlineData("""{"/class/c": {"m": {"~get": ["k", [["r", {"$self/n": [1]}]]]}}}""",
        """{"/class/c": {"m": {"~get": ["k", [["r", {"$self/n": [1]}]]]}}}""")]
    [InlineData("""{"$x/map": {"op": {"~get": ["k", [["r", {"$self/n": [1]}]]]}}}""",
        """{"$x/map": {"op": {"~get": ["k", [["r", {"~P/n": [1]}]]]}}}""")]
    [InlineData("""{"~ref/after": [{"$self/x": [1, 2]}, {"$self/x/count": [null]}]}""",
        """{"~ref/after": [{"~P/x": [1, 2]}, {"~P/x/count": [null]}]}""")]
    [InlineData("""{"~ref/cond": [{"$c": []}, {"~post": [["r", {"$self/n": [1]}]]}, 1]}""",
        """{"~ref/cond": [{"$c": []}, {"~post": [["r", {"~P/n": [1]}]]}, 1]}""")]
    public void An_op_that_is_not_replicated_names_itself_by_link(string before, string after)
    {
        var rewritten = new AbsoluteOps(s_own).Rewrite(Op(Post, before));
        Assert.Equal(Text(Op(Post, after)), Text(rewritten));
        Assert.Equal(Op(Post, after).NodeCount, rewritten.NodeCount);
    }

    [Theory]
    [InlineData("""{"~P/x": [1, 2]}""", """{"$self/x": [1, 2]}""")]
    [InlineData("""{"http://127.0.0.1:8702~P/x": [1, 2]}""", """{"$self/x": [1, 2]}""")]
    [InlineData("""{"http://10.0.0.1:8702~P/x": [1]}""",
        """{"http://10.0.0.1:8702~P/x": [1]}""")]
    [InlineData("""{"/service/a/b/1.0.1/x": [1]}""", """{"/service/a/b/1.0.1/x": [1]}""")]
    [InlineData("""{"~get": ["k", [["r", {"~P/x": [1]}]]]}""",
        """{"~ref/with": [[{"$self": []}], {"~get": ["k", [["r", {"$self/x": [1]}]]]}]}""")]
    [InlineData("""{"~get": ["k", [["r", {"$k/x": [1]}]]]}""",
        """{"~get": ["k", [["r", {"$k/x": [1]}]]]}""")]
    public void A_replicated_op_names_itself_by_self(string before, string after)
    {
        const string Put = "/state/scalar/op/put";
        var rewritten = new RelativeOps(s_own).Rewrite(Op(Put, before));
        Assert.Equal(Text(Op(Put, after)), Text(rewritten));
    }

    [Theory]
    [InlineData("""{"/service/c/d/0.0.0/x": [1, 2]}""", "PUT /service/c/d/0.0.0/x")]
    [InlineData("""{"/service/c/d/0.0.0/x": {"a": 1}}""", "POST /service/c/d/0.0.0/x")]
    [InlineData("""{"~ref/op/delete": ["/service/a/b/1.0.1/x", null]}""",
        "DELETE /service/a/b/1.0.1/x")]
    [InlineData("""{"$x/map": {"op": {"~get": ["k", [["r", {"/lib/x": [1, 2]}]]]}}}""",
        "PUT /lib/x")]
    [InlineData("""{"/service/c/d/0.0.0/x": [1]}""", null)]
    [InlineData("""{"~P/x": [1, 2]}""", null)]
    [InlineData("""{"/class/c/d/0.0.0/X": {"a": 1}}""", null)]
    public void A_replicated_op_may_not_write_elsewhere(string statement, string? found)
    {
        var refusal = ForeignWrites.Refuse(Op("/state/scalar/op/delete", statement), s_own);
        Assert.Equal(found is not null, refusal is not null);
        if (found is not null) Assert.Contains(found, refusal);
        Assert.Null(ForeignWrites.Refuse(Op(Post, statement), s_own));
    }

    private static OpDef Op(string kind, string statement)
    {
        var form = $$"""[["_result", {{statement}}]]""";
        var payload = kind.EndsWith("put", StringComparison.Ordinal) ? $$"""["k", "v", {{form}}]"""
            : kind == Post ? form : $$"""["k", {{form}}]""";
        var json = Encoding.UTF8.GetBytes($$"""{"{{kind}}": {{payload}}}"""
            .Replace("~P", s_own.Path.ToString(), StringComparison.Ordinal)
            .Replace("~ref", "/state/scalar/ref", StringComparison.Ordinal)
            .Replace("~get", "/state/scalar/op/get", StringComparison.Ordinal)
            .Replace("~post", Post, StringComparison.Ordinal));
        var parsed = OpParser.ParseValue(json);
        Assert.True(parsed.IsOk, string.Join("; ", parsed.Diagnostics.Items));
        return ((LiteralNode)parsed.Product).Value.As<OpDef>()!;
    }

    private static string Text(OpDef op)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, StateWriter.Options))
        {
            Assert.Null(StateWriter.Write(json, State.Of(op)));
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
