using TinyChain.Runtime.Storage;
using Xunit;

namespace TinyChain.Tests.Host;

/// <summary>Installing libraries over HTTP (spec/host.md 2).</summary>
public sealed class LibraryTests
{
    private const string Item = "/lib/ns/hello";

    private const string Ops = """
        "say": {"/state/scalar/op/get": ["key", [["_return", "Hello, World!"]]]},
        "same": {"/state/scalar/op/get": ["k", [["r", {"$k": []}]]]},
        "echo": {"/state/scalar/op/post": [["r", {"$a": []}]]}
        """;

    [Fact]
    public async Task A_library_is_installed_called_and_still_there_after_a_restart()
    {
        var path = Directory.CreateTempSubdirectory("tc-lib-").FullName;
        var file = Path.Combine(path, "db");
        await using (var host = await RunningHost.Start(SqliteStore.Open(file)))
        {
            await CreateItem(host);
            var content = $"{{\"VERSION\": \"0.0.0\", {Ops}}}";
            Assert.Equal("200 null", await Install(host, "0.0.0", content));
            await CheckCalls(host);
        }

        await using (var host = await RunningHost.Start(SqliteStore.Open(file)))
        {
            await CheckCalls(host);
        }

        Directory.Delete(path, recursive: true);
    }

    [Fact]
    public async Task Every_step_of_an_install_can_be_repeated_but_nothing_is_overwritten()
    {
        await using var host = await RunningHost.Start();
        for (var i = 0; i < 2; i++)
        {
            await CreateItem(host);
            Assert.Equal("200 null", await Install(host, "1.2.3", "{\"a\": 1}"));
        }

        Assert.Contains(
            "cannot overwrite existing version", await Install(host, "1.2.3", "{\"a\": 2}"));
        Assert.Equal("200 1", await host.Send("GET", Item + "/1.2.3/a"));
        Assert.StartsWith("400", await host.Send("PUT", "/lib/ns?key=%22hello%22", "true"));
        Assert.StartsWith("400", await host.Send("PUT", "/lib?key=%22ns%22", "false"));
        Assert.Equal("200 {\"hello\":false}", await host.Send("GET", "/lib/ns"));
        Assert.Equal("200 true", await host.Send("GET", "/lib?key=%22ns%22"));
        Assert.Equal("200 [{\"1.2.3\":[]}]", await host.Send("GET", Item));
        Assert.StartsWith("200 [[{\"http://127.0.0.1:", await host.Send("GET", Item + "/replicas"));
    }

    [Theory]
    [InlineData("1.0", "{}", "three numbers")]
    [InlineData("1.0.0", "{\"w\": {\"/state/scalar/op/put\": [\"k\", \"v\", [[\"r\", 1]]]}}", "w")]
    [InlineData("1.0.0", "{\"w\": [{\"/state/scalar/op/delete\": [\"k\", [[\"r\", 1]]]}]}", "'w'")]
    [InlineData("1.0.0", "{\"w\": {\"$x\": []}}", "'w' is a reference")]
    public async Task A_bad_definition_is_refused(string version, string body, string why)
    {
        await using var host = await RunningHost.Start();
        await CreateItem(host);
        var answer = await Install(host, version, body);
        Assert.StartsWith("400", answer);
        Assert.Contains(why, answer);
        Assert.Equal("200 []", await host.Send("GET", Item));
    }

    [Theory]
    [InlineData("PUT", "/lib/no?key=%22x%22", "true", "404")]
    [InlineData("PUT", "/lib?key=%22replicas%22", "true", "400")]
    [InlineData("PUT", "/lib?key=%22.x%22", "true", "400")]
    [InlineData("PUT", "/lib?key=%22x%22", "1", "400")]
    [InlineData("PUT", "/lib", "true", "400")]
    [InlineData("POST", "/lib", "{}", "405")]
    [InlineData("PUT", "/lib/replicas", "1", "405")]
    [InlineData("GET", "/lib/no/such", null, "404")]
    [InlineData("GET", "/lib?key=%22no%22", null, "404")]
    public async Task A_directory_refuses_what_it_can_not_do(
        string method, string target, string? body, string status)
    {
        await using var host = await RunningHost.Start();
        Assert.StartsWith(status, await host.Send(method, target, body));
    }

    [Fact]
    public async Task Installs_at_once_leave_one_content_per_version()
    {
        await using var host = await RunningHost.Start();
        await CreateItem(host);
        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(i =>
            Install(host, $"0.0.{i / 8}", $"{{\"a\": {i}}}")));
        Assert.Equal(2, answers.Count(a => a == "200 null"));
        Assert.Equal("200 [{\"0.0.0\":[]},{\"0.0.1\":[]}]", await host.Send("GET", Item));
    }

    private static async Task CreateItem(RunningHost host)
    {
        Assert.Equal("200 null", await host.Send("PUT", "/lib?key=%22ns%22", "true"));
        Assert.Equal("200 null", await host.Send("PUT", "/lib/ns?key=%22hello%22", "false"));
    }

    private static Task<string> Install(RunningHost host, string version, string content) =>
        host.Send("PUT", $"{Item}?key=%22{version}%22", $"{{\"http://lead:1{Item}\": {content}}}");

    private static async Task CheckCalls(RunningHost host)
    {
        const string Version = Item + "/0.0.0";
        Assert.Equal("200 \"Hello, World!\"", await host.Send("GET", Version + "/say"));
        Assert.Equal("200 \"0.0.0\"", await host.Send("GET", Version + "/VERSION"));
        Assert.Equal("200 5", await host.Send("GET", Version + "/same?key=5"));
        Assert.Equal("200 null", await host.Send("GET", Version + "/same"));
        Assert.Equal("200 [1]", await host.Send("POST", Version + "/echo", "{\"a\": [1]}"));
        var reference = "{\"a\": {\"$b\": []}}";
        Assert.StartsWith("400", await host.Send("POST", Version + "/echo", reference));
        Assert.StartsWith("405", await host.Send("PUT", Version + "/say", "1"));
        Assert.StartsWith("404", await host.Send("GET", Version + "/none"));
    }
}
