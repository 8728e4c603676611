using TinyChain.Runtime.Storage;
using Xunit;

namespace TinyChain.Tests.Host;

/// <summary>Class sets over HTTP (spec/language.md 4.4, spec/host.md 1.4, 2.2).</summary>
public sealed class ClassTests
{
    private const string Set = "/class/ns/set";

    private const string Classes = """
        {"Foo": {"/class": {"name": "anon",
            "greet": {"/state/scalar/op/get": ["k", [["r", {"$self/name": []}]]]},
            "keep": {"/state/scalar/op/put": ["k", "v", [["r", 1]]]},
            "inc": {"/state/scalar/op/get": ["k", [["r", {"$k/add": [1]}]]]}}},
         "Bar": {"/class/ns/set/0.0.0/Foo": {"NAME": "Bar"}},
         "Bare": {"/class/ns/set/0.0.0/Foo": []},
         "Empty": {"/class": {}},
         "Num": {"/state/scalar/value/number": {"two": 2}}}
        """;

    [Fact]
    public async Task A_class_set_is_installed_used_and_still_there_after_a_restart()
    {
        var path = Directory.CreateTempSubdirectory("tc-class-").FullName;
        var file = Path.Combine(path, "db");
        await using (var host = await RunningHost.Start(SqliteStore.Open(file)))
        {
            await CreateItem(host);
            for (var i = 0; i < 2; i++)
                Assert.Equal("200 null", await Install(host, "0.0.0", Classes));
            await CheckUses(host);
        }

        await using (var host = await RunningHost.Start(SqliteStore.Open(file)))
        {
            Assert.Equal("200 null", await Install(host, "0.0.0", Classes));
            await CheckUses(host);
        }

        Directory.Delete(path, recursive: true);
    }

    [Theory]
    [InlineData("{}", "an install takes")]
    [InlineData("5", "an install takes")]
    [InlineData("""{"A": 5}""", "'A' is no class")]
    [InlineData("""{"A": {"/class": {"x": {"$y": []}}}}""", "'x' is a reference")]
    [InlineData("""
        {"A": {"/class": {"x": {"/state/scalar/op/get": ["k", [["a", 1], ["a", 2]]]}}}}
        """, "class 'A': attribute 'x'")]
    public async Task A_bad_definition_is_refused(string body, string why)
    {
        await using var host = await RunningHost.Start();
        await CreateItem(host);
        var answer = await Install(host, "0.0.0", body);
        Assert.StartsWith("400", answer);
        Assert.Contains(why, answer);
        Assert.Equal("200 []", await host.Send("GET", Set));
    }

    [Fact]
    public async Task What_a_version_shows_can_be_installed_again()
    {
        await using var host = await RunningHost.Start();
        await CreateItem(host);
        await Install(host, "0.0.0", Classes);
        var shown = await host.Send("GET", Set + "/0.0.0");
        Assert.Contains("\"Bare\":[{\"/class/ns/set/0.0.0/Foo\":[]},{}]", shown);
        Assert.Equal("200 null", await Install(host, "0.0.1", shown["200 ".Length..]));
        Assert.Equal(shown, await host.Send("GET", Set + "?key=%220.0.1%22"));
        Assert.Contains("cannot overwrite", await Install(host, "0.0.1", """{"A": {"/a": []}}"""));
    }

    private static async Task CheckUses(RunningHost host)
    {
        const string Version = Set + "/0.0.0";
        Assert.Equal(
            "200 {\"/state/object/class\":{\"/class/ns/set/0.0.0/Foo\":{\"NAME\":\"Bar\"}}}",
            await host.Send("GET", Version + "/Bar"));
        Assert.Equal("200 \"Bar\"", await host.Send("GET", Version + "/Bar?key=%22NAME%22"));
        Assert.StartsWith("404", await host.Send("GET", Version + "/Bar?key=%22name%22"));
        Assert.Equal("200 5", await host.Send("GET", Version + "/Foo/inc?key=4"));
        Assert.StartsWith("501", await host.Send("POST", Version + "/Foo", "{\"name\": 1}"));
        var reference = "{\"a\": {\"$b\": []}}";
        Assert.StartsWith("400", await host.Send("POST", Version + "/Foo", reference));
        Assert.StartsWith("405", await host.Send("PUT", Version + "/Foo", "{}"));
        Assert.StartsWith("404", await host.Send("GET", Version + "/None"));
        Assert.Equal("200 \"bob\"", await Op(host, "Bar", "{\"name\": \"bob\"}", "greet"));
        Assert.Equal("200 \"anon\"", await Op(host, "Bare", "{}", "greet"));
        Assert.Equal("200 2", await Op(host, "Num", null, "two"));
    }

    /// <summary>
    /// Constructs by link with members, or by the class itself over 4, and asks the instance.
    /// </summary>
    private static Task<string> Op(RunningHost host, string name, string? made, string asked)
    {
        var first = made is not null
            ? $"[\"x\", {{\"{Set}/0.0.0/{name}\": {made}}}]"
            : $"[\"C\", {{\"{Set}/0.0.0/{name}\": [null]}}], [\"x\", {{\"$C\": [4]}}]";
        return host.Send("POST", "/transact/hypothetical",
            $"{{\"op\": [{first}, [\"r\", {{\"$x/{asked}\": []}}]]}}");
    }

    private static async Task CreateItem(RunningHost host)
    {
        Assert.Equal("200 null", await host.Send("PUT", "/class?key=%22ns%22", "true"));
        Assert.Equal("200 null", await host.Send("PUT", "/class/ns?key=%22set%22", "false"));
    }

    private static Task<string> Install(RunningHost host, string version, string body) =>
        host.Send("PUT", $"{Set}?key=%22{version}%22", body);
}
