using System.Collections.Immutable;
using System.Diagnostics;
using System.Text.Json;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Auth;
using TinyChain.Tests.Runtime.Auth;
using TinyChain.Tests.Tidy;
using Xunit;

namespace TinyChain.Tests.Widgets;

/// <summary>
/// The hosts of samples/widgets as processes of their own, which reach each other by proxies; and
/// example.com, which only signs. Accounts are large enough for any number of purchases.
/// </summary>
public sealed class WidgetWorld : IAsyncLifetime
{
    internal const string Buy = "/service/shop/retailer/0.0.0/buy";
    internal const string Debit = "/service/money/bank/0.0.0/debit";

    internal const string Journal = "/service/money/bank/0.0.0/journal/count";

    private const string Make = "/service/make/factory/0.0.0/make";
    private const string Ship = "/service/move/shipping/0.0.0/ship";
    private const string Accounts = "/service/money/bank/0.0.0/accounts";

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);
    private static readonly SigningKey s_usersKey = TestKeys.OfScalar(0x7001);

    /// <summary>To debit an account.</summary>
    internal static Scope DebitUser { get; } = new(Link.Local(Debit), Scope.Execute);

    private int _ids;

    internal WidgetHost Retailer { get; } = new("retailer", "/service/shop/retailer", 0);

    internal WidgetHost Factory { get; } = new("factory", "/service/make/factory", 1);

    internal WidgetHost Shipping { get; } = new("shipping", "/service/move/shipping", 2);

    internal WidgetHost Bank { get; } = new("bank", "/service/money/bank", 3);

    internal WidgetHost Example { get; } = new("example", "/service/users/example", 4);

    internal IEnumerable<WidgetHost> All => [Retailer, Factory, Shipping, Bank, Example];

    /// <summary>Those that take part in a purchase.</summary>
    internal IEnumerable<WidgetHost> Parts => All.SkipLast(1);

    public async Task InitializeAsync()
    {
        await Task.WhenAll(All.Select(Start));
        foreach (var host in Parts) await Install(host);
        await SetBalance("user", 100, 0);
        await SetBalance("retailer", 50, 0);
        var answer = await Factory.AsOwner("PUT", "/service/make/factory/0.0.0/made"
            + "?key=%5B%22widget%22%5D", "[0]");
        Assert.Equal("200 null", answer);
    }

    public async Task DisposeAsync()
    {
        foreach (var host in All) await host.Kill();
        foreach (var host in All) host.Dispose();
    }

    /// <summary>Starts a host where it doesn't run.</summary>
    internal Task Start(WidgetHost host) => host.Start(Belief.Write(BeliefsOf(host)));

    /// <summary>
    /// Starts a host anew, with another belief in one of the others, or with none; until the next
    /// time that all is healed.
    /// </summary>
    internal Task StartBelieving(
        WidgetHost host, WidgetHost peer, Func<Belief, Belief?> change) =>
        host.Start(Belief.Write(BeliefsOf(host)
            .Select(belief => belief.Issuer == IssuerOf(peer) ? change(belief) : belief)
            .OfType<Belief>()));

    /// <summary>No faults any more, and all run and believe as they should.</summary>
    internal async Task Heal()
    {
        foreach (var host in All) host.Proxy.Fault = null;
        await Task.WhenAll(All.Select(Start));
    }

    /// <summary>
    /// A fault at one message of a purchase; it happens once. Of others some may still be told how
    /// they ended.
    /// </summary>
    internal void Strike(string id, string message, Moment at, Func<Task<bool>> strike)
    {
        var isDue = 1;
        foreach (var host in All)
        {
            host.Proxy.Fault = async (seen, moment) =>
                seen.Name == message && seen.Txn == id && moment == at
                && Interlocked.Exchange(ref isDue, 0) == 1 && await strike();
        }
    }

    /// <summary>An id for a purchase, by which its outcome can be asked for.</summary>
    internal string NextId()
    {
        var now = TimeProvider.System.GetUtcNow() - DateTimeOffset.UnixEpoch;
        return $"{now.Ticks * 100}-{Interlocked.Increment(ref _ids)}";
    }

    /// <summary>
    /// Buys a widget, within a time where one is given; `status body`, or "lost" where no answer
    /// came.
    /// </summary>
    internal async Task<string> Purchase(
        string? id = null, int price = 20, string? token = null, TimeSpan? within = null)
    {
        try
        {
            return await Retailer.Send(
                "POST", Buy + (id is null ? "" : $"?txn_id={id}"), Order(price),
                token ?? UserToken(DebitUser), within);
        }
        catch (HttpRequestException)
        {
            return "lost";
        }
    }

    /// <summary>The body of a purchase.</summary>
    internal static string Order(int price = 20) =>
        JsonSerializer.Serialize(new { item = "widget", price });

    /// <summary>What example.com signs for its user, to be sent to the retailer.</summary>
    internal string UserToken(params Scope[] besides) => UserToken(new TokenRequest
    {
        Issuer = Example.Cluster,
        Audience = Retailer.Cluster,
        Scopes = [new Scope(Link.Local(Buy), Scope.Execute), .. besides],
        Lifetime = TimeSpan.FromMinutes(5),
    });

    /// <summary>The same for any request of its user.</summary>
    internal static string UserToken(TokenRequest request) =>
        TestKeys.Issuer(s_usersKey, TimeProvider.System).Issue(request);

    internal async Task SetBalance(string name, long balance, long? debits = null)
    {
        debits ??= await Bank.Number(Row(name), 3);
        var guardian = name == "user" ? Example.Cluster : Retailer.Cluster;
        Assert.Equal("200 null", await Bank.AsOwner(
            "PUT", Row(name), JsonSerializer.Serialize(
                new object[] { balance, guardian.ToString(), debits })));
    }

    internal async Task<Effects> See() => new(
        (await Bank.Number(Row("user"), 1), await Bank.Number(Row("retailer"), 1)),
        await Bank.Number(Journal),
        await Factory.Number("/service/make/factory/0.0.0/made?key=%5B%22widget%22%5D", 1),
        await Shipping.Number("/service/move/shipping/0.0.0/parcels/count"),
        await Retailer.Number("/service/shop/retailer/0.0.0/orders/count"));

    /// <summary>How it ended, for a host: active and prepared while it has not.</summary>
    internal static async Task<string> StateAt(WidgetHost host, string id)
    {
        using var json = JsonDocument.Parse((await host.Read($"/transact/{id}"))[4..]);
        return json.RootElement.GetProperty("state").GetString()!;
    }

    /// <summary>The effects once no host is still waiting for how the transaction ends.</summary>
    internal async Task<Effects> Settled(string id)
    {
        var clock = Stopwatch.StartNew();
        while (true)
        {
            var states = await Task.WhenAll(Parts.Select(host => StateAt(host, id)));
            if (!states.Any(s => s is "active" or "prepared")) return await See();
            Assert.True(clock.Elapsed < s_patience, $"{id}: {string.Join(' ', states)}");
            await Task.Delay(50);
        }
    }

    /// <summary>An account at the bank.</summary>
    internal static string Row(string account) => $"{Accounts}?key=%5B%22{account}%22%5D";

    private async Task Install(WidgetHost host)
    {
        var parts = host.Item.Split('/');
        var text = Repo.Read($"samples/widgets/{host.Name}.service")
            .Replace("@BANK@", Bank.Url(""), StringComparison.Ordinal)
            .Replace("@FACTORY@", Factory.Url(""), StringComparison.Ordinal)
            .Replace("@SHIPPING@", Shipping.Url(""), StringComparison.Ordinal);
        string[] answers =
        [
            await host.AsOwner("PUT", $"/service?key=%22{parts[2]}%22", "true"),
            await host.AsOwner("PUT", $"/service/{parts[2]}?key=%22{parts[3]}%22", "false"),
            await host.AsOwner("PUT", $"{host.Item}?key=%220.0.0%22", text),
        ];
        Assert.All(answers, answer => Assert.Equal("200 null", answer));
    }

    /// <summary>As in samples/widgets/start: everybody for just what they may say.</summary>
    private IEnumerable<Belief> BeliefsOf(WidgetHost host) =>
    [
        new Belief(host.Owner, host.OwnersKey, []),
        new Belief(IssuerOf(Example), s_usersKey, Paths(UsersPath(host))),
        .. All.Where(peer => peer != host && peer != Example).Select(peer =>
            new Belief(IssuerOf(peer), peer.Key, Paths(PeersPath(host, peer)))),
    ];

    /// <summary>Of example.com its users' identity counts, and not its host.</summary>
    private string IssuerOf(WidgetHost host) =>
        host == Example ? host.Cluster.ToString() : host.Url("");

    private static ImmutableArray<string> Paths(string? path) => path is null ? [] : [path];

    private static string? UsersPath(WidgetHost host) => host.Name switch
    {
        "retailer" => Buy,
        "bank" => Debit,
        _ => null,
    };

    private static string? PeersPath(WidgetHost host, WidgetHost peer) =>
        (peer.Name, host.Name) switch
    {
        ("retailer", "factory") => Make,
        ("factory", "shipping") => Ship,
        ("retailer", "bank") => Debit,
        _ => null,
    };
}
