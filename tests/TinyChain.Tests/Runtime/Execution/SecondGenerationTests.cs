using TinyChain.Tests.Host;
using Xunit;

namespace TinyChain.Tests.Runtime.Execution;

/// <summary>docs/decisions/0011, by way of a host.</summary>
public sealed class SecondGenerationTests : IAsyncLifetime
{
    private const string Bump = """{"/state/scalar/op/post": [["a", {"$x/add": [1]}]]}""";
    private const string Fails = """{"/state/scalar/op/post": [["a", {"$nope/add": [1]}]]}""";

    private RunningHost? _host;

    public async Task InitializeAsync() => _host = await RunningHost.Start();

    public async Task DisposeAsync() => await _host!.DisposeAsync();

    [Theory]
    [InlineData($"true, {Bump}, {Fails}", "200 6")]
    [InlineData($"false, {Bump}, {Fails}", """404 {"not_found":"no state is named 'nope' here"}""")]
    [InlineData($"false, {Bump}, \"plain\"", "200 \"plain\"")]
    [InlineData($"true, {{\"$f\": []}}, 1", "200 {\"/state/scalar/op/post\":[[\"a\",7]]}")]
    [InlineData("true, {\"/state/scalar/op/get\": [\"k\", [{\"$k\": []}]]}, 1", "200 null")]
    [InlineData("true, {\"/state/scalar/op/put\": [\"k\", \"v\", [{\"$x\": []}]]}, 1", "200 null")]
    [InlineData("\"maybe\", 1, 2", "400")]
    public async Task A_branch_of_cond_that_is_an_op_is_called_when_selected(
        string parts, string answer) =>
        Assert.StartsWith(answer, await Run($$"""
            [["x", 5], ["f", {"/state/scalar/op/post": [["a", 7]]}],
             ["r", {"/state/scalar/ref/cond": [{{parts}}]}]]
            """));

    [Fact]
    public async Task What_a_branch_of_cond_needs_runs_only_with_it()
    {
        const string Statements = """
            [["c", 0], ["bad", {"/error/conflict": ["ran"]}],
             ["r", {"/state/scalar/ref/cond": [
                {"$c": []}, {"/state/scalar/op/post": [{"$bad": []}]}, "skipped"]}]]
            """;
        Assert.Equal("200 \"skipped\"", await Run(Statements));
        var taken = await Run(Statements.Replace("[\"c\", 0]", "[\"c\", 1]"));
        Assert.StartsWith("409 ", taken);
    }

    [Theory]
    [InlineData("[1, 2]", """{"/state/scalar/op/post": [{"$n/add": [1]}]}""", "200 null")]
    [InlineData("[1, 2]", """{"/state/scalar/op/get": ["k", [{"$k/add": [1]}]]}""", "200 null")]
    [InlineData("[1, \"b\"]", """{"/state/scalar/op/post": [{"/error/conflict": [{"$n": []}]}]}""",
        """409 {"conflict":{"message":"1","stack":["while resolving r"]}}""")]
    [InlineData("{\"b\": 1}", """{"/state/scalar/op/post": [{"/error/conflict": [{"$n": []}]}]}""",
        """409 {"conflict":{"message":"b","stack":["while resolving r"]}}""")]
    [InlineData("5", """{"/state/scalar/op/post": [1]}""", "400 ")]
    [InlineData("[5]", "5", "400 ")]
    public async Task For_each_calls_an_op_for_each_item(string items, string op, string answer) =>
        Assert.StartsWith(answer, await Run($$"""
            [["t", {{items}}],
             ["r", {"/state/scalar/ref/for_each": [{"$t": []}, {{op}}, "n"]}]]
            """));

    [Theory]
    [InlineData("\"a😀c\"", "len", "[]", "3")]
    [InlineData("\"a😀c\"", "len", "{}", "3")]
    [InlineData("\"a😀c\"", "head", "{}", "\"a\"")]
    [InlineData("\"a😀c\"", "tail", "[]", "\"😀c\"")]
    [InlineData("\"a😀c\"", "slice", "{\"start\": -1, \"stop\": null}", "\"c\"")]
    [InlineData("\"abc\"", "slice", "[[1, 99]]", "\"bc\"")]
    [InlineData("\"abc\"", "slice", "[[2, 1]]", "\"\"")]
    [InlineData("\"abc\"", "concat", "{\"r\": \"d\"}", "\"abcd\"")]
    [InlineData("\"\"", "tail", "{}", "\"\"")]
    [InlineData("[1, 2, 3]", "head", "{}", "1")]
    [InlineData("[1, 2, 3]", "tail", "{}", "[2,3]")]
    [InlineData("[1, 2, 3]", "slice", "{\"start\": 0, \"stop\": -1}", "[1,2]")]
    [InlineData("[1]", "concat", "[[2]]", "[1,2]")]
    public async Task Tuples_and_strings_are_sequences(
        string receiver, string method, string argument, string answer) =>
        Assert.Equal($"200 {answer}", await Call(receiver, method, argument));

    [Theory]
    [InlineData("\"\"", "head", "{}", 400)]
    [InlineData("[]", "head", "[]", 400)]
    [InlineData("\"a\"", "concat", "[5]", 400)]
    [InlineData("\"a\"", "slice", "[\"x\"]", 400)]
    [InlineData("\"a\"", "slice", "{\"start\": 0}", 404)]
    [InlineData("\"a\"", "len", "[1]", 404)]
    [InlineData("\"a\"", "len", "{\"x\": 1}", 400)]
    public async Task A_sequence_says_what_it_lacks(
        string receiver, string method, string argument, int status) =>
        Assert.StartsWith($"{status} ", await Call(receiver, method, argument));

    [Theory]
    [InlineData("op/reflect/form", "op", """[["a",{"$k/add":[1]}],[null,5]]""")]
    [InlineData("op/reflect/last_id", "scalar", "null")]
    [InlineData("op/reflect/scalars", "op", """[{"$k/add":[1]},5]""")]
    [InlineData("reflect/class", "scalar", """{"/state/scalar/op/get":[]}""")]
    public async Task An_op_shows_what_it_is_made_of(string path, string name, string answer)
    {
        var body = $$"""
            {"{{name}}": {"/state/scalar/op/get": ["k", [["a", {"$k/add": [1]}], 5]]} }
            """;
        Assert.Equal($"200 {answer}", await _host!.Send("POST", $"/state/scalar/{path}", body));
    }

    [Fact]
    public async Task A_reference_is_reflected_and_not_resolved()
    {
        const string Body = """{"scalar": {"/state/scalar/ref/if": [{"$a": []}, 1, 2]}}""";
        Assert.Equal(
            """200 [{"$a":[]},1,2]""",
            await _host!.Send("POST", "/state/scalar/reflect/ref_parts", Body));
        Assert.Equal(
            """200 {"/state/scalar/ref/if":[]}""",
            await _host.Send("POST", "/state/scalar/reflect/class", Body));
    }

    private Task<string> Call(string receiver, string method, string argument) => Run($$"""
        [["s", {{receiver}}], ["r", {"$s/{{method}}": {{argument}} }]]
        """);

    private Task<string> Run(string statements) => _host!.Send(
        "POST", "/transact/hypothetical", $$"""{"op": {{statements}}}""");
}
