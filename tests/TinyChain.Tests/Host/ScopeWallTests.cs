using Xunit;

namespace TinyChain.Tests.Host;

/// <summary>
/// X7: no reference that a caller sends is resolved in the callee's scope. Every op of the library
/// has a statement `secret`; each case sends a reference to it, or to the library itself, in
/// another place where a caller can put one.
/// </summary>
public sealed class ScopeWallTests : IAsyncLifetime
{
    private const string Item = "/lib/walls/ops";
    private const string Secret = "s3cret";
    private const string Peek = """{"$secret": []}""";
    private const string Call = """{"/lib/walls/ops/0.0.0/hidden": [null]}""";

    private RunningHost _host = null!;

    public async Task InitializeAsync()
    {
        _host = await RunningHost.Start();
        await _host.Send("PUT", "/lib?key=%22walls%22", "true");
        await _host.Send("PUT", "/lib/walls?key=%22ops%22", "false");
        var installed = await _host.Send("PUT", Item + "?key=%220.0.0%22", """
            {"ITEM": {
              "hidden": {"/state/scalar/op/get": ["k", [["r", "SECRET"]]]},
              "echo": {"/state/scalar/op/post": [["secret", "SECRET"], ["r", {"$a": []}]]},
              "key": {"/state/scalar/op/get": ["k", [["secret", "SECRET"], ["r", {"$k": []}]]]},
              "pick": {"/state/scalar/op/post":
                [["secret", "SECRET"], ["r", {"/state/scalar/ref/if": [true, {"$a": []}]}]]},
              "call": {"/state/scalar/op/post": [["secret", "SECRET"], ["r", {"$a": {}}]]},
              "each": {"/state/scalar/op/post": [["secret", "SECRET"], ["t", [1, 2]],
                ["r", {"$t/map": {"op": {"$a": []}}}]]},
              "text": {"/state/scalar/op/post":
                [["secret", "SECRET"], ["r", {"$a/render": {"x": 1}}]]}
            }}
            """.Replace("ITEM", Item).Replace("SECRET", Secret));
        Assert.Equal("200 null", installed);
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Theory]
    [InlineData(Peek)]
    [InlineData(Call)]
    [InlineData("""{"m": {"$secret": []}}""")]
    [InlineData("""[1, [{"$secret": []}]]""")]
    [InlineData("""{"$secret/render": {"x": 1}}""")]
    [InlineData("""{"/state/scalar/ref/if": [true, {"$secret": []}, 1]}""")]
    [InlineData("""{"/state/scalar/ref/after": [1, {"$secret": []}]}""")]
    [InlineData("""
        {"/state/scalar/ref/with": [["secret"], {"/state/scalar/op/get": ["k", []]}]}
        """)]
    [InlineData("""{"/state/scalar/value/string": {"$secret": []}}""")]
    [InlineData("""{"/state/scalar/map": {"a": {"$secret": []}}}""")]
    [InlineData("""{"/state/scalar/tuple": [{"$secret": []}]}""")]
    [InlineData("""{"/state/map": {"a": {"$secret": []}}}""")]
    [InlineData("""
        {"/state/closure": [{"x": {"$secret": []}},
            {"/state/scalar/op/post": [["r", {"$x": []}]]}]}
        """)]
    [InlineData("""{"/state/scalar/ref/op/get": ["$secret", null]}""")]
    [InlineData("""{"/state/scalar/ref/op/delete": [{"$secret": []}, 1]}""")]
    public async Task A_parameter_may_not_refer_to_anything(string parameter)
    {
        foreach (var op in new[] { "echo", "pick", "call", "each", "text" })
        {
            await IsRefused("POST", $"{Item}/0.0.0/{op}", $$"""{"a": {{parameter}}}""");
            await IsRefused("POST", $"{Item}/0.0.0/{op}", $$"""[["a", {{parameter}}]]""");
        }

        var key = Uri.EscapeDataString(parameter);
        await IsRefused("GET", $"{Item}/0.0.0/key?key={key}", null);
        await IsRefused("PUT", $"{Item}/0.0.0/key?key={key}", parameter);
    }

    [Theory]
    [InlineData("call", """{"/state/scalar/op/post": [["r", {"$secret": []}]]}""")]
    [InlineData("each", """{"/state/scalar/op/get": ["k", [["r", {"$secret": []}]]]}""")]
    [InlineData("call", """
        {"/state/closure": [{"x": 1}, {"/state/scalar/op/post": [["r", {"$secret": []}]]}]}
        """)]
    [InlineData("text", "\"{{secret}}{{../secret}}{{this.secret}}\"")]
    public async Task Code_that_is_passed_in_sees_its_own_names_alone(string op, string code)
    {
        var answer = await _host.Send("POST", $"{Item}/0.0.0/{op}", $$"""{"a": {{code}}}""");
        Assert.DoesNotContain(Secret, answer);
        Assert.StartsWith(op == "text" ? "200 \"\"" : "404", answer);
    }

    [Fact]
    public async Task An_op_that_is_called_by_another_gets_values_not_references()
    {
        var answer = await _host.Send("POST", "/transact/hypothetical", """
            {"op": [["secret", "mine"],
                ["r", {"ITEM/0.0.0/echo": {"a": {"$secret": []}}}]]}
            """.Replace("ITEM", Item));
        Assert.Equal("200 \"mine\"", answer);
    }

    private async Task IsRefused(string method, string target, string? body)
    {
        var answer = await _host.Send(method, target, body);
        Assert.DoesNotContain(Secret, answer);
        Assert.StartsWith("4", answer);
    }
}
