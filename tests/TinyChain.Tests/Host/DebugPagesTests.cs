using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using TinyChain.Host.Commands;
using TinyChain.Host.Hosting;
using TinyChain.Host.Options;
using TinyChain.Runtime.Storage;
using Xunit;

namespace TinyChain.Tests.Host;

/// <summary>`serve --debug`: the stages of installed ops, and of ops that are sent.</summary>
public sealed class DebugPagesTests : IAsyncLifetime, IDisposable
{
    private const string Square =
        """{"/state/scalar/op/get": ["x", [["r", {"$x/mul": [{"$x": []}]}]]]}""";

    private const string Root = "/debug/ir/lib/maths/0.0.0";

    private readonly HttpClient _client = new();
    private TinyChainHost _host = null!;

    public async Task InitializeAsync()
    {
        _host = await TinyChainHost.StartAsync(new ServeOptions
        {
            HttpPort = 0,
            Store = new MemoryStore(),
            LogLevel = LogLevel.None,
            Debug = true,
        });
        await Installer.Put(_client, _host.Address, "/lib?key=%22maths%22", "false");
        await Installer.Put(
            _client, _host.Address, "/lib/maths?key=%220.0.0%22",
            "{\"/lib/maths\": {\"square\": " + Square
                + ", \"more\": {\"deep\": " + Square + "}, \"pi\": 3}}");
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    public void Dispose() => _client.Dispose();

    [Theory]
    [InlineData("syntax")]
    [InlineData("parsed")]
    [InlineData("typed")]
    [InlineData("plan")]
    [InlineData("il")]
    public async Task An_installed_op_is_shown_as_inspect_shows_it(string stage)
    {
        var expected = Inspection.Print(
            stage, Encoding.UTF8.GetBytes(Square.Replace(" ", "")), null, out _);
        Assert.Equal($"200 {expected}", await Get($"{Root}/square?stage={stage}"));
        Assert.Equal($"200 {expected}", await Get($"{Root}/more/deep?stage={stage}"));
        var sent = await Send(HttpMethod.Post, $"/debug/ir?stage={stage}", Square);
        if (stage != "syntax") Assert.Equal($"200 {expected}", sent);
    }

    [Fact]
    public async Task Classes_of_arguments_are_given_as_to_inspect()
    {
        Assert.Contains("guard i64 arg x", await Get($"{Root}/square?stage=plan&args=int/64"));
        Assert.StartsWith("400 bad_request: 'int/65' is no class", await Get(
            $"{Root}/square?stage=plan&args=int/65"));
    }

    [Fact]
    public async Task The_listing_of_machine_code_is_the_jit_s()
    {
        var text = await Get($"{Root}/square?stage=asm&args=float/64");
        Assert.StartsWith("200 ; Assembly listing for method (dynamicClass):get (x)", text);
        Assert.Equal(1, text.Split("; Assembly listing").Length - 1);
    }

    [Theory]
    [InlineData("/lib/math/0.0.0/square", "/lib has no 'math'; did you mean 'maths'?")]
    [InlineData("/lib/maths/0.0.1/square", "/lib/maths has no '0.0.1'; did you mean '0.0.0'?")]
    [InlineData("/lib/maths/0.0.0/sqare", "has no 'sqare'; did you mean 'square'?")]
    [InlineData("/lib/maths/0.0.0", "is no op, but a /state/map; below it are more, pi, square")]
    [InlineData("/lib/maths/0.0.0/pi", "is no op, but a /state/scalar/value/number/int/64")]
    [InlineData("/lib/maths/0.0.0/square?stage=plam", "'plam' is no stage; did you mean 'plan'?")]
    [InlineData("", "takes an installed op's link, such as /debug/ir/lib/demo/")]
    [InlineData("/nothing/here", "there is nothing at /nothing")]
    public async Task What_is_not_there_is_answered_by_what_is(string link, string cure)
    {
        var answer = await Get("/debug/ir" + link);
        Assert.StartsWith("404 not_found: ", answer);
        Assert.Contains(cure, answer);
    }

    [Fact]
    public async Task A_mistake_in_an_op_is_shown_with_its_place()
    {
        var answer = await Send(HttpMethod.Post, "/debug/ir", """{"op": [["a", {"$": []}]]}""");
        Assert.StartsWith("400 bad_request: line 1, column ", answer);
        Assert.Contains("\n  {\"op\": [[\"a\", {\"$\": []}]]}\n", answer);
        Assert.EndsWith("^\n", answer);
    }

    [Fact]
    public async Task A_page_is_json_where_json_is_accepted()
    {
        _client.DefaultRequestHeaders.Accept.Add(new("application/json"));
        using var page = JsonDocument.Parse((await Get($"{Root}/square?stage=plan"))[4..]);
        Assert.Equal(
            ("/lib/maths/0.0.0/square", "plan"),
            (page.RootElement.GetProperty("link").GetString(),
                page.RootElement.GetProperty("stage").GetString()));
        Assert.StartsWith("plan get (x)", page.RootElement.GetProperty("text").GetString());
        Assert.StartsWith(
            "404 {\"not_found\":\"there is no debug page 'op'", await Get("/debug/op"));
    }

    [Fact]
    public async Task Other_machines_and_web_pages_are_refused()
    {
        using var rebound = new HttpRequestMessage(
            HttpMethod.Get, new Uri(_host.Address, $"{Root}/square"));
        rebound.Headers.Host = "evil.example";
        Assert.Equal(HttpStatusCode.Forbidden, (await _client.SendAsync(rebound)).StatusCode);
        using var foreign = new HttpRequestMessage(
            HttpMethod.Post, new Uri(_host.Address, "/debug/ir"));
        foreign.Headers.Add("Origin", "http://evil.example");
        foreign.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(Square));
        Assert.Equal(HttpStatusCode.Forbidden, (await _client.SendAsync(foreign)).StatusCode);
    }

    [Fact]
    public async Task What_is_compiled_is_listed()
    {
        await Get("/lib/maths/0.0.0/square?key=3");
        var page = await Get("/debug/ops");
        Assert.Matches("^200 [1-9][0-9]* ops are compiled", page);
        Assert.Matches("(?m)^[0-9a-f]{16} +[01] +[12] +[1-9] +1 +[0-9]+  get [(]x[)]: ", page);
    }

    [Fact]
    public async Task Without_the_flag_there_is_nothing()
    {
        await using var host = await RunningHost.Start();
        Assert.StartsWith("404", await host.Send("GET", "/debug/ops"));
    }

    private Task<string> Get(string target) => Send(HttpMethod.Get, target, null);

    private async Task<string> Send(HttpMethod method, string target, string? body)
    {
        using var request = new HttpRequestMessage(method, new Uri(_host.Address, target));
        if (body is not null) request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        using var response = await _client.SendAsync(request);
        return $"{(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}";
    }
}
