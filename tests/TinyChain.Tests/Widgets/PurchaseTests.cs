using System.Text.Json;
using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Auth;
using TinyChain.Tests.Runtime.Auth;
using Xunit;

namespace TinyChain.Tests.Widgets;

/// <summary>
/// The seed's purchase over five processes (spec/host.md 6), where all of them stay alive. The
/// tests are named after the variants there.
/// </summary>
[Collection(nameof(WidgetCollection))]
public sealed class PurchaseTests(WidgetWorld world) : IAsyncLifetime
{
    private Effects _before = null!;

    public async Task InitializeAsync()
    {
        await world.Heal();
        await world.SetBalance("user", 100);
        await world.SetBalance("retailer", 50);
        _before = await world.See();
        foreach (var host in world.All) host.Proxy.Seen.Clear();
    }

    public Task DisposeAsync() => world.Heal();

    [Fact]
    public async Task W_1_a_purchase_has_all_six_effects_after_15_messages()
    {
        var id = world.NextId();
        Assert.Equal("200 null", await world.Purchase(id));
        string[] expected =
        [
            "buy", "commit bank", "commit factory", "commit shipping", "debit 10", "debit 20",
            "debit 5", "join bank", "join factory", "join shipping", "make", "prepare bank",
            "prepare factory", "prepare shipping", "ship",
        ];
        var seen = world.All.SelectMany(host => host.Proxy.Seen).Select(m => m.Name);
        Assert.Equal(expected, seen.Order(StringComparer.Ordinal));
        Assert.Equal(_before.After(1), await world.See());
        Assert.Equal((80, 35), _before.After(1).Balances);
        foreach (var host in world.Parts)
            Assert.Equal("committed", await WidgetWorld.StateAt(host, id));
        Assert.Equal(3, await RecordsInHistory(id));
        Assert.StartsWith("409 ", await world.Purchase(id));
    }

    [Fact]
    public async Task W_2_a_user_with_too_little_gets_400_and_nothing_happens()
    {
        await world.SetBalance("user", 15);
        var id = world.NextId();
        var answer = await world.Purchase(id);
        Assert.StartsWith("400 {\"bad_request\":{\"message\":\"insufficient funds\"", answer);
        await AssertNone(id, _before with { Balances = (15, 50) });
    }

    [Fact]
    public async Task W_3_of_two_purchases_that_the_balance_allows_one_of_one_is_made()
    {
        var answers = await Task.WhenAll(world.Purchase(price: 60), world.Purchase(price: 60));
        Assert.Single(answers, a => a == "200 null");
        Assert.Single(answers, a => a.StartsWith("40", StringComparison.Ordinal));
        Assert.Equal(_before.After(1, price: 60), await world.See());
    }

    [Fact]
    public async Task W_4_a_hypothetical_purchase_answers_and_leaves_no_trace()
    {
        var token = TestKeys.Issuer(world.Retailer.OwnersKey, TimeProvider.System).Issue(
            new TokenRequest
            {
                Issuer = AuthWorld.Parse(world.Retailer.Owner),
                Audience = AuthWorld.Parse(world.Retailer.Url("")),
                Scopes = [new Scope(Link.Local("/transact/hypothetical"), Scope.All)],
                Lifetime = TimeSpan.FromMinutes(5),
            });
        // The retailer itself orders: nothing of the user's is touched.
        var op = JsonSerializer.Serialize(new
        {
            op = new object[]
            {
                new object[]
                {
                    "r", new Dictionary<string, object>
                    {
                        ["/service/shop/retailer/0.0.0/orders"] =
                            new object[] { new[] { -1 }, new object[] { "widget", 20 } },
                    },
                },
            },
        });
        Assert.Equal("200 null", await world.Retailer.Send(
            "POST", "/transact/hypothetical", op, token));
        Assert.Equal(_before, await world.See());
    }

    [Fact]
    public async Task W_7_a_users_token_that_another_host_has_wrapped_gets_401()
    {
        var token = world.UserToken(new Scope(Link.Local(WidgetWorld.Debit), 64));
        var layer = LayerText.Read(token, out _)!.Layer;
        const string body = """{"account": "user", "amount": 20}""";
        var target = AuthWorld.Parse(world.Bank.Url(WidgetWorld.Debit));
        // Shipping is known to the bank; but the token is not for it to pass on.
        var stolen = TestKeys.Issuer(world.Shipping.Key, TimeProvider.System).Nest(
            new Caller(token, [layer], Rights.All),
            new OutgoingCall
            {
                Issuer = world.Shipping.Cluster,
                Audience = world.Bank.Cluster,
                Verb = Verb.Post,
                Target = target,
                Body = System.Text.Encoding.UTF8.GetBytes(body),
            },
            out _);
        var answer = await world.Bank.Send("POST", WidgetWorld.Debit, body, stolen);
        Assert.StartsWith("401 ", answer);
        Assert.Contains("is for ", answer);
        Assert.Equal(_before, await world.See());
    }

    [Fact]
    public async Task Without_the_users_signature_the_bank_debits_nobody()
    {
        var id = world.NextId();
        var answer = await world.Purchase(id, token: world.UserToken());
        Assert.StartsWith("403 ", answer);
        Assert.Contains("has not signed", answer);
        await AssertNone(id, _before);
    }

    private async Task AssertNone(string id, Effects expected)
    {
        Assert.Equal(expected, await world.Settled(id));
        foreach (var host in world.Parts)
            Assert.Contains(await WidgetWorld.StateAt(host, id), (string[])["aborted", "unknown"]);
    }

    /// <summary>The rows that the journal's history has of a transaction.</summary>
    private async Task<int> RecordsInHistory(string id)
    {
        var answer = await world.Bank.Read("/service/money/bank/0.0.0?key=%22journal%22");
        using var json = JsonDocument.Parse(answer[4..]);
        return json.RootElement.GetProperty("/state/chain/block")[1].EnumerateArray()
            .Sum(block => block[1].TryGetProperty(id, out var records)
                ? records.GetArrayLength() : 0);
    }
}
