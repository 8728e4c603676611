using System.Globalization;
using System.Text;
using TinyChain.Benchmarks.Timing;
using TinyChain.Ir.Diagnostics;

namespace TinyChain.Benchmarks.Serving;

/// <summary>`purchase`: what the seed's widget costs its buyer, in time.</summary>
internal static class PurchaseCommand
{
    private const int Trips = 5;

    // Five hosts compile their own code well in this time, and it is well within a token's.
    private const int WarmUps = 300;

    internal static async Task<PurchaseResult> Run(int count, int port)
    {
        using var hosts = await WidgetHosts.Start(port);
        using var peer = await HttpPeer.Connect(hosts.Retailer);
        var buy = peer.Request("POST", "/service/shop/retailer/0.0.0/buy",
            """{"item": "widget", "price": 20}""", hosts.Authorization);
        var bare = peer.Request("GET", "/healthz");
        await Latencies.Of(WarmUps, _ => Send(peer, buy, 1));
        await Latencies.Of(WarmUps, _ => Send(peer, bare, Trips));
        return new PurchaseResult(
            count, await Latencies.Of(count, _ => Send(peer, buy, 1)),
            await Latencies.Of(count, _ => Send(peer, bare, Trips)));
    }

    internal static string Print(PurchaseResult result)
    {
        var text = new StringBuilder("one client                     p50         p99\n");
        (string Name, Latencies Times)[] rows =
        [
            ("a purchase, five hosts", result.Purchase),
            ("five bare round trips", result.RoundTrips),
        ];
        foreach (var (name, times) in rows)
        {
            text.Append(CultureInfo.InvariantCulture,
                $"{name,-22}{Numbers.Time(times.P50),12}{Numbers.Time(times.P99),12}\n");
        }

        return text.Append(CultureInfo.InvariantCulture,
            $"p50 × {result.Ratio:0.0}, of {result.Count} each\n").ToString();
    }

    private static async ValueTask Send(HttpPeer peer, byte[] request, int times)
    {
        for (var i = 0; i < times; i++)
            Check.That(await peer.Send(request) == 200, $"the host answers: {peer.Answer}");
    }
}
