using System.Text.Json;
using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Auth;
using TinyChain.Tests.Conformance;
using TinyChain.Tests.Runtime.Auth;
using Xunit;

namespace TinyChain.Tests.Widgets;

/// <summary>
/// The seed's purchase over five processes (spec/host.md 6), where all of them stay alive. The
/// tests are named after the variants there.
/// </summary>
[Collection(nameof(WidgetCollection))]
public sealed class PurchaseTests(WidgetWorld world) : WidgetTests(world)
{
    [Fact]
    [Scenario("X61", "X90")]
    public async Task W_1_a_purchase_has_all_six_effects_after_15_messages()
    {
        var id = World.NextId();
        Assert.Equal("200 null", await World.Purchase(id));
        string[] expected =
        [
            "buy", "commit bank", "commit factory", "commit shipping", "debit 10", "debit 20",
            "debit 5", "join bank", "join factory", "join shipping", "make", "prepare bank",
            "prepare factory", "prepare shipping", "ship",
        ];
        var seen = World.All.SelectMany(host => host.Proxy.Seen)
            .Where(message => message.Txn == id).Select(message => message.Name);
        Assert.Equal(expected, seen.Order(StringComparer.Ordinal));
        Assert.Equal((80, 35), Before.After(1).Balances);
        await AssertAll(id);
        Assert.Equal(3, await RecordsInHistory(id));
        Assert.StartsWith("409 ", await World.Purchase(id));
    }

    [Fact]
    public async Task W_2_a_user_with_too_little_gets_400_and_nothing_happens()
    {
        await World.SetBalance("user", 15);
        var id = World.NextId();
        var answer = await World.Purchase(id);
        Assert.StartsWith("400 {\"bad_request\":{\"message\":\"insufficient funds\"", answer);
        await AssertNone(id, Before with { Balances = (15, 50) });
    }

    [Fact]
    public async Task W_3_of_two_purchases_that_the_balance_allows_one_of_one_is_made()
    {
        var answers = await Task.WhenAll(World.Purchase(price: 60), World.Purchase(price: 60));
        Assert.Single(answers, a => a == "200 null");
        Assert.Single(answers, a => a.StartsWith("40", StringComparison.Ordinal));
        Assert.Equal(Before.After(1, price: 60), await World.See());
    }

    [Fact]
    [Scenario("X39")]
    public async Task W_4_X39_a_hypothetical_purchase_answers_and_leaves_no_trace_at_any_host()
    {
        // Who sends code along must be let in for that.
        const string hypothetical = "/transact/hypothetical";
        await World.StartBelieving(
            World.Retailer, World.Example, belief =>
                belief with { Paths = belief.Paths.Add(hypothetical) });
        var token = WidgetWorld.UserToken(new TokenRequest
        {
            Issuer = World.Example.Cluster,
            Audience = AuthWorld.Parse(World.Retailer.Url("")),
            Scopes =
            [
                new Scope(Link.Local(hypothetical), Scope.Execute), WidgetWorld.DebitUser,
            ],
            Lifetime = TimeSpan.FromMinutes(5),
        });
        var op = $$"""{"op": [["r", {"{{WidgetWorld.Buy}}": {{WidgetWorld.Order()}}}]]}""";
        Assert.Equal("200 null", await World.Retailer.Send("POST", hypothetical, op, token));
        var messages = World.All.SelectMany(host => host.Proxy.Seen).ToList();
        Assert.Contains(messages, message => message.Name == "debit 5");
        Assert.DoesNotContain(messages, message => message.Name.StartsWith(
            "prepare ", StringComparison.Ordinal));
        var id = messages.First(message => message.Name == "debit 5").Txn!;
        await AssertNone(id);
        (WidgetHost Host, WidgetHost Stranger)[] strangers =
        [
            (World.Retailer, World.Bank), (World.Bank, World.Shipping),
            (World.Factory, World.Bank), (World.Shipping, World.Factory),
        ];
        foreach (var (host, stranger) in strangers)
        {
            foreach (var verb in new[] { "prepare", "commit" })
                Assert.StartsWith(
                    "403 {\"forbidden\":", await Tell(host, verb, id, stranger));
        }

        // Nothing of it is in the way.
        Assert.Equal("200 null", await World.Purchase());
    }

    [Theory]
    [InlineData("debit 10")]
    [InlineData("debit 20")]
    [InlineData(null)]
    public async Task W_5_a_shipper_that_may_not_debit_gets_403_whatever_else_is_under_way(
        string? late)
    {
        // The factory is to sign for the retailer's account, and signs for its own debit alone.
        var answer = await World.Bank.AsOwner(
            "PUT", WidgetWorld.Row("retailer"), $"[50, \"{World.Factory.Cluster}\", 0]");
        Assert.Equal("200 null", answer);
        await World.StartBelieving(World.Bank, World.Factory, belief =>
            belief with { Paths = [WidgetWorld.Debit] });
        var refused = new TaskCompletionSource();
        World.Bank.Proxy.Fault = async (message, moment) =>
        {
            if (message.Name == "debit 5" && moment == Moment.After) refused.TrySetResult();
            // It finds the transaction rolled back here.
            if (message.Name == late && moment == Moment.Before) await refused.Task;
            return false;
        };
        var id = World.NextId();
        answer = await World.Purchase(id);
        Assert.StartsWith("403 {\"forbidden\":{\"message\":", answer);
        Assert.Contains($"{World.Factory.Cluster} has not signed", answer);
        await AssertNone(id);
    }

    [Fact]
    public async Task W_5_where_the_bank_does_not_know_the_shipper_nothing_happens()
    {
        await World.StartBelieving(World.Bank, World.Shipping, _ => null);
        var id = World.NextId();
        var answer = await World.Purchase(id);
        Assert.StartsWith("401 {\"unauthorized\":", answer);
        Assert.Contains("(A3)", answer);
        await AssertNone(id);
    }

    [Fact]
    public async Task W_6_a_token_for_once_buys_once_and_again_where_that_came_to_nothing()
    {
        await World.SetBalance("user", 15);
        var token = WidgetWorld.UserToken(new TokenRequest
        {
            Issuer = World.Example.Cluster,
            Audience = World.Retailer.Cluster,
            Scopes =
            [
                new Scope(Link.Local(WidgetWorld.Buy), Scope.Execute), WidgetWorld.DebitUser,
            ],
            Lifetime = TimeSpan.FromMinutes(5),
            Once = true,
        });
        Assert.StartsWith("400 ", await World.Purchase(token: token));
        await World.SetBalance("user", 100);
        Assert.Equal("200 null", await World.Purchase(token: token));
        Assert.StartsWith("409 ", await World.Purchase(token: token));
        Assert.Equal(Before.After(1), await World.See());
    }

    [Fact]
    [Scenario("X87")]
    public async Task W_7_a_users_token_that_another_host_has_wrapped_gets_401()
    {
        var token = World.UserToken(WidgetWorld.DebitUser);
        const string body = """{"account": "user", "amount": 20}""";
        // Shipping is known to the bank; but the token is not for it to pass on.
        var stolen = Nest(World.Shipping, token, DebitBy(World.Shipping, body));
        var answer = await World.Bank.Send("POST", WidgetWorld.Debit, body, stolen);
        Assert.StartsWith("401 ", answer);
        Assert.Contains("is for ", answer);
        Assert.Equal(Before, await World.See());
    }

    [Fact]
    public async Task Without_the_users_signature_the_bank_debits_nobody()
    {
        var id = World.NextId();
        var answer = await World.Purchase(id, token: World.UserToken());
        Assert.StartsWith("403 ", answer);
        Assert.Contains("has not signed", answer);
        await AssertNone(id);
    }

    [Fact]
    [Scenario("X97")]
    public async Task X97_a_conflict_at_the_bank_is_a_409_to_the_user_and_nothing_happens()
    {
        var id = World.NextId();
        // Somebody younger reads the balance that the purchase is about to write.
        World.Strike(id, "debit 20", Moment.Before, async () =>
        {
            await World.Bank.Read(WidgetWorld.Row("user"));
            return false;
        });
        Assert.StartsWith("409 {\"conflict\":", await World.Purchase(id));
        await AssertNone(id);
        Assert.Equal("200 null", await World.Purchase());
    }

    [Fact]
    [Scenario("X60")]
    public async Task X60_another_owner_gets_409_within_a_purchase_and_is_not_in_its_way()
    {
        var (id, foreign) = (World.NextId(), "");
        World.Strike(id, "debit 10", Moment.Before, async () =>
        {
            foreign = await DebitAsShipping(id);
            return false;
        });
        // Until then the bank is to know whose transaction it is.
        var isDebited = new TaskCompletionSource();
        var strike = World.Bank.Proxy.Fault!;
        World.Bank.Proxy.Fault = async (message, moment) =>
        {
            if (message.Name == "debit 20" && moment == Moment.After) isDebited.TrySetResult();
            if (message.Name == "debit 10" && moment == Moment.Before) await isDebited.Task;
            return await strike(message, moment);
        };
        Assert.Equal("200 null", await World.Purchase(id));
        Assert.StartsWith("409 {\"conflict\":", foreign);
        Assert.DoesNotContain("echo", foreign);
        await AssertAll(id);
    }

    /// <summary>Somebody says that a transaction is his own, and how it goes on.</summary>
    private static Task<string> Tell(WidgetHost host, string verb, string id, WidgetHost by)
    {
        var path = $"/transact/{id}/{verb}";
        var call = new OutgoingCall
        {
            Issuer = by.Cluster,
            Audience = AuthWorld.Parse(host.Url("")),
            Verb = Verb.Post,
            Target = AuthWorld.Parse(host.Url(path)),
            Body = "{}"u8.ToArray(),
            Txn = id,
            Scopes = [Scope.OwnerOf(id), Scope.LockOf(id)],
        };
        return host.Send("POST", path, "{}", by.Issuer.Nest(Caller.Anonymous, call, out _));
    }

    /// <summary>Shipping says that the transaction is its own; the user lets it debit.</summary>
    private Task<string> DebitAsShipping(string id)
    {
        var token = WidgetWorld.UserToken(new TokenRequest
        {
            Issuer = World.Example.Cluster,
            Audience = World.Shipping.Cluster,
            Scopes = [WidgetWorld.DebitUser],
            Lifetime = TimeSpan.FromMinutes(5),
        });
        const string body = """{"account": "user", "amount": 1}""";
        var call = DebitBy(World.Shipping, body) with { Txn = id, Scopes = [Scope.OwnerOf(id)] };
        return World.Bank.Send(
            "POST", $"{WidgetWorld.Debit}?txn_id={id}", body, Nest(World.Shipping, token, call));
    }

    private OutgoingCall DebitBy(WidgetHost sender, string body) => new()
    {
        Issuer = sender.Cluster,
        Audience = World.Bank.Cluster,
        Verb = Verb.Post,
        Target = AuthWorld.Parse(World.Bank.Url(WidgetWorld.Debit)),
        Body = System.Text.Encoding.UTF8.GetBytes(body),
    };

    private static string Nest(WidgetHost sender, string token, OutgoingCall call) =>
        sender.Issuer.Nest(
            new Caller(token, [LayerText.Read(token, out _)!.Layer], Rights.All), call, out _)!;

    /// <summary>The rows that the journal's history has of a transaction.</summary>
    private async Task<int> RecordsInHistory(string id)
    {
        var answer = await World.Bank.Read("/service/money/bank/0.0.0?key=%22journal%22");
        using var json = JsonDocument.Parse(answer[4..]);
        return json.RootElement.GetProperty("/state/chain/block")[1].EnumerateArray()
            .Sum(block => block[1].TryGetProperty(id, out var records)
                ? records.GetArrayLength() : 0);
    }
}
