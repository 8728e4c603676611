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

    private const string Make = "/service/make/factory/0.0.0/make";
    private const string Ship = "/service/move/shipping/0.0.0/ship";
    private const string Accounts = "/service/money/bank/0.0.0/accounts";

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);
    private static readonly SigningKey s_usersKey = TestKeys.OfScalar(0x7001);

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
    internal Task Start(WidgetHost host) => host.Start(Trust(host, []));

    /// <summary>Starts it so that it doesn't believe one of the others.</summary>
    internal Task StartWithout(WidgetHost host, WidgetHost stranger) =>
        host.Start(Trust(host, [stranger]));

    /// <summary>No faults any more, and all run.</summary>
    internal async Task Heal()
    {
        foreach (var host in All) host.Proxy.Fault = null;
        await Task.WhenAll(All.Select(Start));
    }

    /// <summary>A fault at one message; it happens once.</summary>
    internal void Strike(string message, Moment at, Func<Task<bool>> strike)
    {
        var isDue = 1;
        foreach (var host in All)
        {
            host.Proxy.Fault = async (seen, moment) =>
                seen.Name == message && moment == at
                && Interlocked.Exchange(ref isDue, 0) == 1 && await strike();
        }
    }

    /// <summary>An id for a purchase, by which its outcome can be asked for.</summary>
    internal string NextId()
    {
        var now = TimeProvider.System.GetUtcNow() - DateTimeOffset.UnixEpoch;
        return $"{now.Ticks * 100}-{Interlocked.Increment(ref _ids)}";
    }

    /// <summary>Buys a widget; `status body`, or "lost" where no answer came.</summary>
    internal async Task<string> Purchase(string? id = null, int price = 20, string? token = null)
    {
        try
        {
            return await Retailer.Send(
                "POST", Buy + (id is null ? "" : $"?txn_id={id}"),
                JsonSerializer.Serialize(new { item = "widget", price }),
                token ?? UserToken(new Scope(Link.Local(Debit), 64)));
        }
        catch (HttpRequestException)
        {
            return "lost";
        }
    }

    /// <summary>What example.com signs for its user.</summary>
    internal string UserToken(params Scope[] besides) =>
        TestKeys.Issuer(s_usersKey, TimeProvider.System).Issue(new TokenRequest
        {
            Issuer = Example.Cluster,
            Audience = Retailer.Cluster,
            Scopes = [new Scope(Link.Local(Buy), 64), .. besides],
            Lifetime = TimeSpan.FromMinutes(5),
        });

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
        await Bank.Number("/service/money/bank/0.0.0/journal/count"),
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

    private static string Row(string account) => $"{Accounts}?key=%5B%22{account}%22%5D";

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

    /// <summary>The file of samples/widgets/start: everybody for just what they may say.</summary>
    private string Trust(WidgetHost host, WidgetHost[] strangers)
    {
        var entries = new List<object>
        {
            Entry(host.Owner, host.OwnersKey),
            Entry(Example.Cluster.ToString(), s_usersKey, UsersPath(host)),
        };
        foreach (var peer in All.Except(strangers).Where(peer => peer != host))
        {
            entries.Add(Entry(peer.Url(""), peer.Key, PeersPath(host, peer)));
        }

        return JsonSerializer.Serialize(entries);
    }

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

    private static object Entry(string issuer, SigningKey key, string? path = null) => new
    {
        issuer,
        jwk = JsonSerializer.Deserialize<JsonElement>(key.Public.ToJwk()),
        paths = path is null ? Array.Empty<string>() : [path],
    };
}
