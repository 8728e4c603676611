using System.Text;
using Microsoft.Extensions.Logging;
using TinyChain.Host.Hosting;
using TinyChain.Host.Options;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Auth;
using TinyChain.Runtime.Storage;
using TinyChain.Tests.Conformance;
using TinyChain.Tests.Runtime.Auth;
using TinyChain.Tests.Runtime.Transactions;
using Xunit;

namespace TinyChain.Tests.Host;

/// <summary>
/// The scenarios about tokens in tests/conformance/host.json, over HTTP: a host that has an owner,
/// with a shop, a bank and a list. It believes `example` about them, and knows a peer. Alone: a
/// layer for one request is good for five seconds, and other tests can take the machine for longer.
/// </summary>
[Collection(nameof(RunsAlone))]
public sealed class TokenScenarioTests : IAsyncLifetime
{
    private const string Owner = "http://owner.test/service/people/root";
    private const string Example = "http://127.0.0.1:1/service/users/example";
    private const string Peer = "http://127.0.0.1:2/service/move/shipping";
    private const string Stranger = "http://203.0.113.9:80/service/users/example";
    private const string Buy = "/service/shop/retailer/0.0.0/buy";
    private const string Debit = "/service/money/bank/0.0.0/debit";
    private const string List = "/service/a/b/0.0.0/c";

    private static readonly Dictionary<string, SigningKey> s_keys = new()
    {
        [Owner] = TestKeys.OfScalar(0x2001),
        [Example] = TestKeys.OfScalar(0x2002),
        [Peer] = TestKeys.OfScalar(0x2003),
        [Stranger] = TestKeys.OfScalar(0x2004),
    };

    private static readonly HttpClient s_client = new();

    private readonly string _txn = TestParticipant.NewId(42);

    private TinyChainHost _host = null!;

    public async Task InitializeAsync()
    {
        _host = await TinyChainHost.StartAsync(new ServeOptions
        {
            HttpPort = 0,
            Store = new MemoryStore(),
            LogLevel = LogLevel.None,
            Owner = AuthWorld.Parse(Owner),
            TxnTtl = TimeSpan.FromSeconds(30),
            Trust =
            [
                Trusted(Owner), Trusted(Peer), Trusted(Example, "/service"),
            ],
        });
        await Install("shop", "retailer", """
            "buy": {"/state/scalar/op/post": [["_r", null]]}
            """);
        await Install("money", "bank", """
            "debit": {"/state/scalar/op/post": [["_r", null]]}
            """);
        await Install("a", "b", """
            "c": {"/state/chain/sync": [{"/state/collection/btree": [[
              ["n", {"/state/scalar/value/number/uint/64": {}}]]]}]}
            """);
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Theory]
    [InlineData("X70", 200, "null")]
    [InlineData("X70, passed on", 200, "null")]
    [InlineData("X71", 401, "(A15)")]
    [InlineData("X72", 401, "(A8)")]
    [InlineData("X73", 401, "(A4)")]
    [InlineData("X74", 403, "(A15)")]
    [InlineData("X76", 401, "(A3)")]
    [InlineData("X77", 401, "(A9)")]
    [InlineData("X80", 401, "(A5)")]
    [InlineData("X81", 400, "(A13)")]
    [InlineData("X82", 400, "(A13)")]
    [InlineData("X82, somebody else", 400, "(A13)")]
    [InlineData("X83", 400, "(A13)")]
    [InlineData("X85", 431, "(A1)")]
    [Scenario(
        "X70", "X71", "X72", "X73", "X74", "X76", "X77", "X80", "X81", "X82", "X83", "X85")]
    public async Task A_purchase_is_answered_by_its_token(string id, int status, string part)
    {
        var target = id[..3] is "X81" or "X82" or "X83" ? $"{Buy}?txn_id={_txn}" : Buy;
        var expected = Scenario.All[id[..3]].Requests.Single().Response;
        Assert.Equal(expected.GetProperty("status").GetInt32(), status);
        var answer = await Send("POST", target, "{\"item\": \"widget\"}", Token(id));
        Assert.StartsWith($"{status} {KindOf(status)}", answer);
        Assert.Contains(part, answer);
    }

    [Fact]
    [Scenario("X84")]
    public async Task X84_an_issuers_clock_may_be_ahead_by_the_skew_and_by_no_more()
    {
        // A layer's time is in whole seconds: the next one is near when this one ends.
        var ms = TimeProvider.System.GetUtcNow().Millisecond;
        await Task.Delay(ms < 600 ? 600 - ms : 0);
        var next = User with { IssuedAt = Now + 1 };
        Assert.Equal("200 null", await Send("POST", Buy, "{}", Sign(next)));
        var answer = await Send("POST", Buy, "{}", Sign(next with { IssuedAt = Now + 5 }));
        Assert.StartsWith("401 {\"unauthorized\":", answer);
        Assert.Contains("issued in the future (A8)", answer);
    }

    [Theory]
    [InlineData(Stranger, "(A3)")]
    [InlineData(Peer, "the audience chain is broken")]
    [Scenario("X87")]
    public async Task X87_a_stolen_token_is_of_no_use_in_an_attackers_layer(
        string thief, string part)
    {
        var stolen = Nested(Sign(User)) with
        {
            Issuer = AuthWorld.Parse(thief),
            Kid = s_keys[thief].Public.Kid,
            Audience = Here("/service/money/bank"),
            Target = Here(Debit).ToString(),
        };
        var answer = await Send("POST", Debit, "{\"amount\": 20}", Sign(stolen));
        Assert.StartsWith("401 {\"unauthorized\":", answer);
        Assert.Contains(part, answer);
    }

    [Fact]
    [Scenario("X64")]
    public async Task X64_a_readers_id_is_not_for_somebody_elses_write()
    {
        var token = Sign(User with
        {
            Audience = Here("/service/a/b"),
            Scopes = [new Scope(Link.Local(List), Scope.All)],
        });
        var anybodys = $"{List}?txn_id={_txn}";
        Assert.StartsWith("200 ", await Send("GET", anybodys, null, null));
        Assert.StartsWith("409 {\"conflict\":", await Send("PUT", anybodys, "[1]", token));
        Assert.Equal("200 0", await Send("GET", List + "/count", null, null));
        // Who reads for himself may go on to write.
        var own = $"{List}?txn_id={TestParticipant.NewId(43)}";
        Assert.StartsWith("200 ", await Send("GET", own, null, token));
        Assert.Equal("200 null", await Send("PUT", own, "[1]", token));
    }

    private string? Token(string id) => id switch
    {
        "X70" => Sign(User),
        "X70, passed on" => Sign(Nested(Sign(UserOfPeer))),
        "X71" => null,
        "X72" => Sign(User with { IssuedAt = Now - 60, Expires = Now - 30 }),
        "X73" => Tampered(Sign(User), Sign(User with { Expires = Now + 250 })),
        "X74" => Sign(User with { Scopes = [new(Link.Local("/service/money"), Scope.All)] }),
        "X76" => Sign(User with
        {
            Issuer = AuthWorld.Parse(Stranger),
            Kid = s_keys[Stranger].Public.Kid,
        }),
        "X77" => Sign(User with { Audience = Here("/service/other") }),
        "X80" => Sign(Nested(Sign(UserOfPeer)) with { Expires = User.Expires + 60 }),
        "X81" => Sign(Nested(Sign(OwnerOf)) with { Scopes = [Scope.OwnerOf(_txn)] }),
        "X82" => Sign(User with { Scopes = [.. User.Scopes, Scope.LockOf(_txn)] }),
        "X82, somebody else" =>
            Sign(Nested(Sign(OwnerOf)) with { Scopes = [Scope.LockOf(_txn)] }),
        "X83" => Sign(User with { Scopes = [.. User.Scopes, Scope.OwnerOf("1-2")] }),
        "X85" => Enumerable.Range(2, 8).Aggregate(Sign(User), (token, _) =>
            Sign(User with { Inherit = token, Id = "x", Scopes = [] })),
        _ => throw new ArgumentOutOfRangeException(nameof(id), id, null),
    };

    private static long Now => TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();

    /// <summary>What example signs for its user, to be sent to the shop.</summary>
    private TokenLayer User => new()
    {
        Issuer = AuthWorld.Parse(Example),
        Kid = s_keys[Example].Public.Kid,
        IssuedAt = Now,
        Expires = Now + 120,
        Audience = Here("/service/shop/retailer"),
        Id = "u-9",
        Scopes = [new(Link.Local(Buy), Scope.Execute)],
    };

    /// <summary>The same to be sent to the peer, which passes it on.</summary>
    private TokenLayer UserOfPeer => User with { Audience = AuthWorld.Parse(Peer) };

    private TokenLayer OwnerOf => UserOfPeer with
    {
        Scopes = [.. User.Scopes, Scope.OwnerOf(_txn)],
    };

    /// <summary>The peer's layer around a token, for a purchase.</summary>
    private TokenLayer Nested(string token) => User with
    {
        Issuer = AuthWorld.Parse(Peer),
        Kid = s_keys[Peer].Public.Kid,
        // The token has been signed before, and the second may have changed.
        Expires = Now + 60,
        Id = "p-9",
        Scopes = [],
        Inherit = token,
        Method = "POST",
        Target = Here(Buy).ToString(),
    };

    private static string Sign(TokenLayer layer) => LayerText.Write(
        layer, s_keys.Values.Single(key => key.Public.Kid == layer.Kid));

    /// <summary>One's claims under the other's signature.</summary>
    private static string Tampered(string token, string other) =>
        string.Join('.', token.Split('.')[0], other.Split('.')[1], token.Split('.')[2]);

    private static string KindOf(int status) => status switch
    {
        200 => "",
        401 => "{\"unauthorized\":",
        403 => "{\"forbidden\":",
        _ => "{\"bad_request\":",
    };

    private Link Here(string path) =>
        AuthWorld.Parse(_host.Address.GetLeftPart(UriPartial.Authority) + path);

    private static TrustedIssuer Trusted(string link, params string[] paths) => new(
        AuthWorld.Parse(link), s_keys[link].Public, [.. paths.Select(AuthWorld.Parse)]);

    private async Task Install(string directory, string name, string attributes)
    {
        var token = TestKeys.Issuer(s_keys[Owner], TimeProvider.System).Issue(new TokenRequest
        {
            Issuer = AuthWorld.Parse(Owner),
            Audience = Here(""),
            Scopes = [new(Link.Local("/service"), Scope.All)],
            Lifetime = TimeSpan.FromSeconds(60),
        });
        var item = $"/service/{directory}/{name}";
        string[] answers =
        [
            await Send("PUT", $"/service?key=%22{directory}%22", "true", token),
            await Send("PUT", $"/service/{directory}?key=%22{name}%22", "false", token),
            await Send(
                "PUT", $"{item}?key=%220.0.0%22", $"{{\"{item}\": {{{attributes}}}}}", token),
        ];
        Assert.All(answers, answer => Assert.Equal("200 null", answer));
    }

    private async Task<string> Send(string method, string target, string? body, string? token)
    {
        using var request = new HttpRequestMessage(
            new HttpMethod(method), new Uri(_host.Address, target));
        if (token is not null) request.Headers.Authorization = new("Bearer", token);
        if (body is not null) request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        using var response = await s_client.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return $"{(int)response.StatusCode} {text.TrimEnd('\n')}";
    }
}
