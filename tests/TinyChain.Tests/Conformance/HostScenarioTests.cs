using TinyChain.Tests.Host;
using Xunit;

namespace TinyChain.Tests.Conformance;

/// <summary>
/// The scenarios of tests/conformance/host.json that one host answers as they stand. Each has a
/// host of its own, with what is given.
/// </summary>
public sealed class HostScenarioTests : IAsyncLifetime
{
    private static readonly HttpClient s_client = new();

    private RunningHost _host = null!;
    private ScenarioRun _run = null!;

    public async Task InitializeAsync()
    {
        _host = await RunningHost.Start();
        _run = new ScenarioRun(s_client, _host.Address);
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Theory]
    [InlineData("X02")]
    [InlineData("X03")]
    [InlineData("X05")]
    [InlineData("X06")]
    [InlineData("X07")]
    [InlineData("X09")]
    [InlineData("X10")]
    [InlineData("X11")]
    [InlineData("X13")]
    [InlineData("X14")]
    [InlineData("X21")]
    [InlineData("X22")]
    [InlineData("X23")]
    [InlineData("X25")]
    [InlineData("X26")]
    [InlineData("X27")]
    [InlineData("X29")]
    [InlineData("X32")]
    [InlineData("X37")]
    [InlineData("X62")]
    [Scenario(
        "X02", "X03", "X05", "X06", "X07", "X09", "X10", "X11", "X13", "X14", "X21", "X22", "X23",
        "X25", "X26", "X27", "X29", "X32", "X37", "X62")]
    public async Task A_scenario_is_answered_as_the_specification_says(string id)
    {
        var scenario = Scenario.All[id];
        await SetUp(scenario.Given);
        Assert.Null(await _run.Run(scenario));
        // What was there is there still.
        if (scenario.Given is "X20")
            Assert.Equal("200 \"Hello, World!\"", await _run.Send(
                "GET", "/lib/test_library/libhello/0.0.0/hello"));
    }

    [Theory]
    [InlineData("internal", 500, "internal_error")]
    [InlineData("internal_error", 500, "internal_error")]
    [InlineData("timeout", 408, "request_timeout")]
    [InlineData("request_timeout", 408, "request_timeout")]
    [Scenario("X10")]
    public async Task X10_errors_have_both_their_names(string name, int status, string kind)
    {
        var answer = await _run.Send("GET", $"/error/{name}?key=%22why%22");
        Assert.Equal($"{status} {{\"{kind}\":\"why\"}}", answer);
    }

    [Fact]
    [Scenario("X29")]
    public async Task X29_what_a_service_depends_on_is_kept_and_may_be_missing_until_it_is_called()
    {
        await SetUp("an item web");
        Assert.Null(await _run.Run(Scenario.All["X29"]));
        Assert.Equal(
            $"200 {{\"post\":[\"{_host.Address}service/test_table_demo/db/0.0.0/add_movie\"]}}",
            await _run.Send(
                "GET", "/host/dependencies?key=%22/service/test_table_demo/web/0.0.0%22"));
        const string Movie = """{"name": "Up", "year": 2009, "description": "Pixar, balloons"}""";
        var call = "/service/test_table_demo/web/0.0.0/add_movie";
        Assert.StartsWith("404 ", await _run.Send("POST", call, Movie));
        await SetUp("db installed");
        Assert.Equal("200 [null,null]", await _run.Send("POST", call, Movie));
    }

    private Task SetUp(string given) => given switch
    {
        "-" or "ttl 3 s, skew 0.5 s" => Task.CompletedTask,
        "X20" or "X20 done" or "item exists" => Install("lib", "test_library", "libhello", """
            "VERSION": "0.0.0",
            "hello": {"/state/scalar/op/get": ["key", [["_return", "Hello, World!"]]]}
            """),
        "service attr to_feet = the seed's JSON" => Install("service", "demo", "conv", """
            "to_feet": {"/state/scalar/op/get": ["meters", [
              {"/state/scalar/ref/if": [
                {"$meters/gte": 0},
                {"$meters/mul": 3.28},
                {"/error/bad_request": "Negative distance is not supported"}]}]]}
            """),
        "GET op f(key)" => Install("service", "demo", "conv", """
            "f": {"/state/scalar/op/get": ["key", [["_return", {"$key": []}]]]}
            """),
        "btree service" => Install("service", "test", "btree", """
            "tree": {"/state/chain/sync": [{"/state/collection/btree": [[
              ["n", {"/state/scalar/value/number/uint/64": {}}],
              ["w", {"/state/scalar/value/string": {}}, 32]]]}]}
            """),
        "an item web" => Create("service", "test_table_demo", "web"),
        "db installed" => InstallDb(),
        _ => throw new ArgumentOutOfRangeException(nameof(given), given, null),
    };

    private async Task InstallDb()
    {
        await Create("service", "test_table_demo", "web");
        await Install("service", "test_table_demo", "db", """
            "movies": {"/state/chain/sync": [{"/state/collection/btree": [[
              ["name", {"/state/scalar/value/string": {}}, 100]]]}]},
            "add_movie": {"/state/scalar/op/post": [
              ["_return", {"$self/movies": [null, [{"$name": []}]]}]]}
            """);
    }

    private async Task Install(string root, string directory, string name, string attributes)
    {
        await Create(root, directory, name);
        var item = $"/{root}/{directory}/{name}";
        Assert.Equal("200 null", await _run.Send(
            "PUT", $"{item}?key=%220.0.0%22",
            $"{{\"http://127.0.0.1:8702{item}\": {{{attributes}}}}}"));
    }

    private async Task Create(string root, string directory, string name)
    {
        Assert.Equal(
            "200 null", await _run.Send("PUT", $"/{root}?key=%22{directory}%22", "true"));
        Assert.Equal(
            "200 null", await _run.Send("PUT", $"/{root}/{directory}?key=%22{name}%22", "false"));
    }
}
