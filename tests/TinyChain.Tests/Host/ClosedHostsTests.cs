using System.Net;
using System.Text;
using Microsoft.Extensions.Logging;
using TinyChain.Host.Hosting;
using TinyChain.Host.Options;
using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Auth;
using TinyChain.Tests.Conformance;
using TinyChain.Tests.Runtime.Auth;
using TinyChain.Tests.Runtime.Transactions;
using Xunit;

namespace TinyChain.Tests.Host;

/// <summary>
/// Hosts that have an owner: a bank, a shop that it trusts, and a stranger that is like the shop in
/// all but that.
/// </summary>
public sealed class ClosedHostsTests : IAsyncLifetime
{
    private const string Owner = "http://owner.test/service/people/root";
    private const string Accounts = "/service/money/bank/0.0.0/accounts";
    private const string Ada = Accounts + "?key=%5B%22ada%22%5D";

    // A host that is trusted, and owns nothing; nobody listens there.
    private const string Other = "http://127.0.0.1:1/service/other/host";

    private static readonly SigningKey s_owner = TestKeys.OfScalar(0x2001);
    private static readonly SigningKey s_bank = TestKeys.OfScalar(0x2002);
    private static readonly SigningKey s_shop = TestKeys.OfScalar(0x2003);
    private static readonly SigningKey s_stranger = TestKeys.OfScalar(0x2004);
    private static readonly SigningKey s_other = TestKeys.OfScalar(0x2005);

    private static readonly HttpClient s_client = new();

    private readonly List<ScratchFolder> _folders = [];
    private readonly List<TinyChainHost> _running = [];
    private readonly TokenIssuer _owner = TestKeys.Issuer(s_owner, TimeProvider.System);
    private readonly TokenIssuer _retailer = TestKeys.Issuer(s_shop, TimeProvider.System);
    private readonly TokenIssuer _other = TestKeys.Issuer(s_other, TimeProvider.System);
    private readonly (int Bank, int Shop, int Stranger) _ports =
        (FreePort.Next(), FreePort.Next(), FreePort.Next());

    private TinyChainHost _bank = null!;
    private TinyChainHost _shop = null!;
    private TinyChainHost _stranger = null!;

    public async Task InitializeAsync()
    {
        _bank = await Start(
            _ports.Bank, s_bank, Trusted(At(_ports.Shop), s_shop, "/service/money"),
            Trusted(Other, s_other, "/service/money"));
        _shop = await Start(_ports.Shop, s_shop, Trusted(At(_ports.Bank), s_bank));
        _stranger = await Start(_ports.Stranger, s_stranger, Trusted(At(_ports.Bank), s_bank));
        _running.AddRange([_shop, _stranger, _bank]);
        await Install(_bank, "money", "bank", """
            "accounts": {"/state/chain/sync": [{"/state/collection/table": [[
              [[["name", {"/state/scalar/value/string": {}}, 32]],
               [["balance", {"/state/scalar/value/number/int/64": {}}]]], []]]}]},
            "open": {"/state/scalar/op/post": [
              ["_r", {"$self/accounts": [[{"$name": []}], [{"$balance": []}]]}]]},
            "for_warehouse": {"/state/scalar/op/post": [["_r", {"/host/authorize": [
              ["SHOP/service/shop/warehouse", "/service/money/bank/0.0.0/for_warehouse"]]}]]},
            "back": {"/state/scalar/op/post": [
              ["_r", {"SHOP/service/shop/warehouse/0.0.0/store": {"name": "c"}}]]}
            """.Replace("SHOP", At(_ports.Shop), StringComparison.Ordinal));
        await Install(_shop, "shop", "warehouse", Bank("""
            "store": {"/state/scalar/op/post": [
              ["_r", {"BANK/open": {"name": {"$name": []}, "balance": 1}}]]},
            "ship": {"/state/scalar/op/post": [["_r", {"BANK/for_warehouse": {"n": 1}}]]}
            """));
        foreach (var host in new[] { _shop, _stranger })
            await Install(host, "shop", "retailer", Bank("""
                "orders": {"/state/chain/sync": [{"/state/collection/btree": [[
                  ["name", {"/state/scalar/value/string": {}}, 32]]]}]},
                "buy": {"/state/scalar/op/post": [
                  ["note", {"$self/orders": [null, [{"$name": []}]]}],
                  ["pay", {"BANK/open": {"name": {"$name": []}, "balance": 80}}],
                  ["_r", [{"$note": []}, {"$pay": []}]]]},
                "ship": {"/state/scalar/op/post": [
                  ["_r", {"/service/shop/warehouse/0.0.0/ship": {"n": 1}}]]},
                "cheat": {"/state/scalar/op/post": [["_r", {"BANK/for_warehouse": {"n": 1}}]]},
                "both": {"/state/scalar/op/post": [
                  ["a", {"/service/shop/warehouse/0.0.0/store": {"name": "a"}}],
                  ["b", {"BANK/open": {"name": "b", "balance": 1}}],
                  ["c", {"BANK/back": {"n": 1}}],
                  ["_r", [{"$a": []}, {"$b": []}, {"$c": []}]]]}
                """));
    }

    public async Task DisposeAsync()
    {
        foreach (var host in _running) await host.DisposeAsync();
        _folders.ForEach(folder => folder.Dispose());
    }

    [Fact]
    public async Task A_call_commits_at_both_hosts()
    {
        Assert.Equal("200 [null,null]", await Buy(_shop));
        Assert.Equal("200 [\"ada\",80]", await Send(_bank, "GET", Ada));
        Assert.Equal("200 1", await Orders(_shop));
    }

    [Fact]
    public async Task A_message_is_signed_by_the_cluster_whose_code_sends_it()
    {
        Assert.Equal("200 null", await Call("ship", OwnersToken(_shop)));
        Assert.StartsWith("403 {\"forbidden\":", await Call("cheat", OwnersToken(_shop)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("/service/shop/retailer")]
    public async Task Several_clusters_send_within_one_transaction_also_one_that_comes_back(
        string audience)
    {
        var token = OwnersToken(At(_ports.Shop) + audience);
        Assert.Equal("200 [null,null,null]", await Call("both", token));
        Assert.Equal("200 3", await Send(_bank, "GET", Accounts + "/count"));
    }

    [Fact]
    public async Task A_call_of_a_host_that_is_not_trusted_rolls_back()
    {
        var answer = await Buy(_stranger);
        Assert.StartsWith("401 {\"unauthorized\":", answer);
        Assert.Contains("(A3)", answer);
        Assert.Equal("200 0", await Send(_bank, "GET", Accounts + "/count"));
        Assert.Equal("200 0", await Orders(_stranger));
    }

    [Fact]
    [Scenario("X95")]
    public async Task X95_only_its_owner_says_how_a_transaction_goes_on()
    {
        // The shop's own program plays no part: the test is the owner, and notes who joins.
        _running.Remove(_shop);
        await _shop.DisposeAsync();
        using var owner = new HttpListener();
        owner.Prefixes.Add(At(_ports.Shop) + "/");
        owner.Start();
        var joined = Join(owner);
        var id = TestParticipant.NewId(7);
        var retailer = At(_ports.Shop) + "/service/shop/retailer";
        Assert.Equal("200 null", await Open(id, retailer));
        await joined;

        async Task Refused(string stage)
        {
            foreach (var verb in new[] { "prepare", "commit", "abort" })
                Assert.StartsWith("403 {\"forbidden\":", await Tell(id, verb, Other, _other));
            Assert.Contains(
                $"\"state\":\"{stage}\"", await Send(_bank, "GET", $"/transact/{id}"));
        }

        await Refused("active");
        Assert.Contains("\"vote\":\"yes\"", await Tell(id, "prepare", retailer, _retailer));
        await Refused("prepared");
        Assert.Equal(
            "200 {\"state\":\"committed\"}", await Tell(id, "commit", retailer, _retailer));
        Assert.Equal("200 [\"ada\",80]", await Send(_bank, "GET", Ada));
    }

    [Theory]
    [InlineData("prepare")]
    [InlineData("commit")]
    [InlineData("abort")]
    public async Task M3_a_token_that_does_not_lock_a_transaction_has_no_say_in_it(string verb)
    {
        // It opens all of the bank's services, and the bank does not know the transaction.
        var answer = await Send(
            _bank, "POST", $"/transact/{TestParticipant.NewId(7)}/{verb}", "{}",
            OwnersToken(_bank));
        Assert.StartsWith("403 {\"forbidden\":", answer);
    }

    /// <summary>Answers one join as an owner does.</summary>
    private static async Task Join(HttpListener owner)
    {
        var context = await owner.GetContextAsync();
        Assert.EndsWith("/join", context.Request.Url!.AbsolutePath);
        context.Response.ContentType = "application/json";
        var answer = "{\"joined\": true, \"deadline_ms\": 30000}"u8.ToArray();
        await context.Response.OutputStream.WriteAsync(answer);
        context.Response.Close();
    }

    /// <summary>Writes a row in a transaction of the retailer's, on the owner's behalf.</summary>
    private Task<string> Open(string id, string retailer)
    {
        const string path = "/service/money/bank/0.0.0/open";
        var scope = new Scope(Link.Local(path), Scope.Execute);
        return Post(path, $"?txn_id={id}", "{\"name\": \"ada\", \"balance\": 80}", _retailer,
            (retailer, id, [scope, Scope.OwnerOf(id)]));
    }

    private Task<string> Tell(string id, string verb, string cluster, TokenIssuer signer) =>
        Post($"/transact/{id}/{verb}", "", "{\"cluster\": \"/service/money/bank\"}", signer,
            (cluster, id, [Scope.OwnerOf(id), Scope.LockOf(id)]));

    private Task<string> Post(
        string path, string query, string body, TokenIssuer signer,
        (string Issuer, string Txn, Scope[] Scopes) says)
    {
        var token = signer.Nest(
            Caller.Anonymous,
            new OutgoingCall
            {
                Issuer = AuthWorld.Parse(says.Issuer),
                Audience = AuthWorld.Parse(At(_ports.Bank)),
                Verb = Verb.Post,
                Target = AuthWorld.Parse(At(_ports.Bank) + path),
                Body = Encoding.UTF8.GetBytes(body),
                Txn = says.Txn,
                Scopes = [.. says.Scopes],
            },
            out _);
        return Send(_bank, "POST", path + query, body, token);
    }

    private Task<string> Buy(TinyChainHost host) => Send(
        host, "POST", "/service/shop/retailer/0.0.0/buy", "{\"name\": \"ada\"}",
        OwnersToken(host));

    private static Task<string> Orders(TinyChainHost host) =>
        Send(host, "GET", "/service/shop/retailer/0.0.0/orders/count");

    private Task<string> Call(string op, string token) => Send(
        _shop, "POST", $"/service/shop/retailer/0.0.0/{op}", "{\"n\": 1}", token);

    private string Bank(string attributes) => attributes.Replace(
        "BANK", At(_ports.Bank) + "/service/money/bank/0.0.0", StringComparison.Ordinal);

    private string OwnersToken(TinyChainHost host) =>
        OwnersToken(host.Address.GetLeftPart(UriPartial.Authority));

    private string OwnersToken(string audience) => _owner.Issue(new TokenRequest
    {
        Issuer = AuthWorld.Parse(Owner),
        Audience = AuthWorld.Parse(audience),
        Scopes = [new(AuthWorld.Parse("/service"), Scope.All)],
        Lifetime = TimeSpan.FromSeconds(300),
    });

    private async Task Install(
        TinyChainHost host, string directory, string item, string attributes)
    {
        var token = OwnersToken(host);
        string[] answers =
        [
            await Send(host, "PUT", $"/service?key=%22{directory}%22", "true", token),
            await Send(host, "PUT", $"/service/{directory}?key=%22{item}%22", "false", token),
            await Send(
                host, "PUT", $"/service/{directory}/{item}?key=%220.0.0%22",
                "{\"/service/" + directory + "/" + item + "\": {" + attributes + "}}", token),
        ];
        Assert.All(answers, answer => Assert.Equal("200 null", answer));
    }

    private static async Task<string> Send(
        TinyChainHost host, string method, string target, string? body = null, string? token = null)
    {
        using var request = new HttpRequestMessage(
            new HttpMethod(method), new Uri(host.Address, target));
        if (token is not null) request.Headers.Authorization = new("Bearer", token);
        if (body is not null) request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        using var response = await s_client.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return $"{(int)response.StatusCode} {text.TrimEnd('\n')}";
    }

    private Task<TinyChainHost> Start(int port, SigningKey key, params TrustedIssuer[] trust)
    {
        var folder = new ScratchFolder();
        _folders.Add(folder);
        HostKeys.Write(folder.Path, key, DateTimeOffset.UnixEpoch);
        return TinyChainHost.StartAsync(new ServeOptions
        {
            HttpPort = port,
            DataDir = folder.Path,
            LogLevel = LogLevel.None,
            Owner = AuthWorld.Parse(Owner),
            TxnTtl = TimeSpan.FromSeconds(30),
            RequestTtl = TimeSpan.FromSeconds(30),
            Trust = [Trusted(Owner, s_owner), .. trust],
        });
    }

    private static TrustedIssuer Trusted(string link, SigningKey key, params string[] paths) =>
        new(AuthWorld.Parse(link), key.Public, [.. paths.Select(AuthWorld.Parse)]);

    private static string At(int port) => $"http://127.0.0.1:{port}";
}
