using System.Text.Json;
using Microsoft.Extensions.Logging;
using TinyChain.Host.Hosting;
using TinyChain.Host.Options;
using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Auth;
using TinyChain.Runtime.Storage;
using TinyChain.Tests.Conformance;
using TinyChain.Tests.Runtime.Auth;
using Xunit;

namespace TinyChain.Tests.Host;

/// <summary>
/// A real host that has an owner, and what it lets whom do. Alone: a layer for one request is good
/// for five seconds, and other tests can take the machine for longer.
/// </summary>
[Collection(nameof(RunsAlone))]
public sealed class OwnedHostTests : IAsyncLifetime
{
    private const string Owner = "http://owner.test/service/people/root";

    // Somebody who speaks for much of this host, without owning it.
    private const string Friend = "http://friend.test/service/people/ada";

    private static readonly SigningKey s_key = TestKeys.OfScalar(0x2001);
    private static readonly SigningKey s_friend = TestKeys.OfScalar(0x2002);
    private static readonly HttpClient s_client = new();

    private readonly DateTimeOffset _before = TimeProvider.System.GetUtcNow();

    private TinyChainHost _host = null!;

    public async Task InitializeAsync() => _host = await TinyChainHost.StartAsync(new ServeOptions
    {
        HttpPort = 0,
        Store = new MemoryStore(),
        LogLevel = LogLevel.None,
        Owner = AuthWorld.Parse(Owner),
        Trust =
        [
            new TrustedIssuer(AuthWorld.Parse(Owner), s_key.Public, []),
            new TrustedIssuer(AuthWorld.Parse(Friend), s_friend.Public, [Link.Local("/host")]),
        ],
    });

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Without_a_token_it_is_read_and_nothing_else()
    {
        Assert.Equal(200, await Send("GET", "/lib"));
        Assert.Equal(200, await Send("GET", "/healthz"));
        Assert.Equal(200, await Send("GET", "/readyz"));
        Assert.Equal(401, await Send("PUT", "/lib?key=%22mine%22", "true"));
        Assert.Equal(401, await Send("POST", "/transact/hypothetical", "{\"op\": []}"));
        Assert.Equal(401, await Send("DELETE", "/service/a/b/0.0.0/c"));
    }

    [Fact]
    public async Task A_token_allows_what_it_says()
    {
        var token = Token(new Scope(Link.Local("/lib"), Scope.Write));
        Assert.Equal(200, await Send("PUT", "/lib?key=%22mine%22", "true", token));
        Assert.Equal(403, await Send("PUT", "/class?key=%22mine%22", "true", token));
        Assert.Equal(401, await Send("PUT", "/lib?key=%22more%22", "true", token[..^4] + "AAAA"));
    }

    [Fact]
    public async Task A_layer_for_one_request_is_good_for_its_body_and_once()
    {
        var token = TokenForOnce(TimeProvider.System);
        Assert.Equal(401, await Send("PUT", "/lib?key=%22once%22", "false", token));
        Assert.Equal(401, await Send("PUT", "/lib?key=%22other%22", "true", token));
        Assert.Equal(200, await Send("PUT", "/lib?key=%22once%22", "true", token));
        Assert.Equal(401, await Send("PUT", "/lib?key=%22once%22", "true", token));
    }

    [Fact]
    public async Task A11_a_layer_for_one_request_from_before_its_start_gets_503()
    {
        var token = TokenForOnce(new ManualTime(_before.AddSeconds(-2)));
        Assert.Equal(503, await Send("PUT", "/lib?key=%22once%22", "true", token));
    }

    [Fact]
    public async Task Its_own_keys_are_listed_for_everybody()
    {
        var text = await s_client.GetStringAsync(new Uri(_host.Address, "/host/public_key"));
        using var json = JsonDocument.Parse(text);
        var listed = Assert.Single(json.RootElement.EnumerateArray().ToList());
        var key = PublicKey.ReadJwk(listed.GetRawText(), out var problem);
        Assert.Null(problem);
        Assert.Equal(key!.Kid, listed.GetProperty("kid").GetString());
        Assert.Equal(200, await Send("GET", $"/host/public_key?key=%22{key.Kid}%22"));
        Assert.Equal(404, await Send("GET", "/host/public_key?key=%22other%22"));
    }

    [Fact]
    public async Task W2_its_transactions_are_for_its_owner_to_see()
    {
        const string page = "/host/transactions";
        Assert.Equal(401, await Send("GET", page));
        var read = new Scope(Link.Local(page), Scope.Read);
        Assert.Equal(403, await Send("GET", page, null, Token(read, Friend, s_friend)));
        Assert.Equal(200, await Send("GET", page, null, Token(read)));
    }

    [Fact]
    public async Task W3_its_doubts_are_its_owners_to_end()
    {
        const string page = "/host/transactions/1700000000000000000-7";
        const string body = """{"resolve": "abort", "force": true}""";
        var execute = new Scope(Link.Local("/host/transactions"), Scope.Execute);
        Assert.Equal(401, await Send("POST", page, body));
        Assert.Equal(403, await Send("POST", page, body, Token(execute, Friend, s_friend)));
        Assert.Equal(403, await Send("POST", page, body, Token(execute with { Mode = 256 })));
        Assert.Equal(404, await Send("POST", page, body, Token(execute)));
        const string softly = """{"resolve": "abort"}""";
        Assert.Equal(400, await Send("POST", page, softly, Token(execute)));
        Assert.Equal(400, await Send("POST", page + "-x", body, Token(execute)));
    }

    /// <summary>To make a directory, "once", by one request.</summary>
    private string TokenForOnce(TimeProvider time) => TestKeys.Issuer(s_key, time).Nest(
        Caller.Anonymous,
        new OutgoingCall
        {
            Issuer = AuthWorld.Parse(Owner),
            Audience = Here(""),
            Verb = Verb.Put,
            Target = Here("/lib"),
            Key = "\"once\"",
            Body = "true"u8.ToArray(),
            Scopes = [new Scope(Link.Local("/lib"), Scope.Write)],
        },
        out _)!;

    private Link Here(string path) =>
        AuthWorld.Parse(_host.Address.GetLeftPart(UriPartial.Authority) + path);

    private string Token(Scope scope) => Token(scope, Owner, s_key);

    private string Token(Scope scope, string issuer, SigningKey key) =>
        TestKeys.Issuer(key, TimeProvider.System).Issue(new TokenRequest
        {
            Issuer = AuthWorld.Parse(issuer),
            Audience = Here(""),
            Scopes = [scope],
            Lifetime = TimeSpan.FromSeconds(60),
        });

    private async Task<int> Send(
        string method, string target, string? body = null, string? token = null)
    {
        using var request = new HttpRequestMessage(
            new HttpMethod(method), new Uri(_host.Address, target));
        if (token is not null) request.Headers.Authorization = new("Bearer", token);
        if (body is not null)
            request.Content = new ByteArrayContent(System.Text.Encoding.UTF8.GetBytes(body));
        using var response = await s_client.SendAsync(request);
        return (int)response.StatusCode;
    }
}
