using System.Globalization;
using TinyChain.Benchmarks.Timing;
using TinyChain.Ir.Diagnostics;

namespace TinyChain.Benchmarks.Serving;

/// <summary>`history`: what a read costs before and after many commits.</summary>
internal static class HistoryCommand
{
    private const int Reads = 10_000;
    private const int Rounds = 4;
    private const int Writers = 32;
    private const int Accounts = 2 * Writers;

    internal static async Task<HistoryResult> Run(int commits)
    {
        using var host = await ServedHost.Start();
        await host.Install(BankService.Name, BankService.Definition);
        using var peer = await host.Connect();
        await BankService.Open(peer, Accounts);

        // Code is as good as it gets after some thousands.
        await Best(host);
        var fresh = await Best(host);
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(
            writer => Task.Run(() => Write(host, writer, commits / Writers))));
        var (done, _) = await host.Commits();
        return new HistoryResult(done, fresh, await Best(host));
    }

    internal static string Print(HistoryResult result) => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        GET of a row         p50         p99
        fresh       {Numbers.Time(result.Fresh.P50),12}{Numbers.Time(result.Fresh.P99),12}
        {result.Commits,-9} {Numbers.Time(result.After.P50),14}{Numbers.Time(result.After.P99),12}
        p50 × {result.Ratio:0.00}, bar {HistoryResult.Bar}  {(result.IsOver ? "over" : "ok")}

        """);

    /// <summary>The best of some rounds: the machine has its own moods.</summary>
    private static async Task<Latencies> Best(ServedHost host)
    {
        var best = await Read(host);
        for (var round = 1; round < Rounds; round++)
        {
            var next = await Read(host);
            if (next.P50 < best.P50) best = next;
        }

        return best;
    }

    private static async Task<Latencies> Read(ServedHost host)
    {
        using var peer = await host.Connect();
        var get = peer.Request("GET", $"{BankService.At}/accounts?key=%5B7%5D");
        return await Latencies.Of(Reads, async _ => Check.That(
            await peer.Send(get) == 200, $"a row is read: {peer.Answer}"));
    }

    // Between two accounts of its own, one of which is the one that is read.
    private static async Task Write(ServedHost host, int writer, int count)
    {
        using var peer = await host.Connect();
        var (one, other) = (2 * writer, (2 * writer) + 1);
        byte[][] requests =
            [BankService.Transfer(peer, one, other), BankService.Transfer(peer, other, one)];
        for (var i = 0; i < count; i++)
        {
            Check.That(
                await peer.Send(requests[i % 2]) == 200, $"a transfer commits: {peer.Answer}");
        }
    }
}
