using System.Diagnostics;
using System.Globalization;
using TinyChain.Benchmarks.Timing;
using TinyChain.Ir.Diagnostics;

namespace TinyChain.Benchmarks.Serving;

/// <summary>`bank`: transfers between accounts by many clients at once.</summary>
internal static class BankCommand
{
    private const int RoundTrips = 2_000;

    // Two rows, of a key of 19 bytes and a value of 25 each.
    private const int BytesPerCommit = 88;

    private static readonly TimeSpan s_warmUp = TimeSpan.FromSeconds(3);

    internal static async Task<BankResult> Run(int clients, int seconds)
    {
        using var host = await ServedHost.Start();
        await host.Install(BankService.Name, BankService.Definition);
        var load = new BankLoad(host, clients, TimeSpan.FromSeconds(seconds));
        using var peer = await host.Connect();
        await BankService.Open(peer, load.Accounts);
        await new BankLoad(host, clients, s_warmUp).Run(isContended: false);
        var uncontended = await load.Run(isContended: false);
        var contended = await load.Run(isContended: true);
        var health = peer.Request("GET", "/healthz");
        var trip = await Latencies.Of(RoundTrips, async _ => await peer.Send(health));
        return new BankResult(
            uncontended, contended,
            Disk.Commits(host.Scratch, BytesPerCommit, uncontended.Group),
            Disk.Commits(host.Scratch, BytesPerCommit, contended.Group), trip)
        {
            RoundTrips = await AllTrips(host, clients),
            IsConserved = await BankService.Total(peer)
                == (long)load.Accounts * BankService.Balance,
        };
    }

    internal static string Print(BankResult result) => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        {"",-14}{"commits/s",12}{"409/s",10}{"p50",12}{"p99",12}{"group",8}{"disk/s",12}{"×",7}
        {Line("uncontended", result.Uncontended, result.Disk)}
        {Line("80 % on one", result.Contended, result.Disk80)}
        {"bare HTTP",-14}{result.RoundTrips,12:#,0}{"",10}{Numbers.Time(result.RoundTrip.P50),12}{
            Numbers.Time(result.RoundTrip.P99),12}  (one client's p50 and p99)
        money is {(result.IsConserved ? "conserved" : "NOT conserved")}

        """);

    private static string Line(string name, BankRun run, double disk) => string.Create(
        CultureInfo.InvariantCulture,
        $"{name,-14}{run.Committed,12:#,0}{run.Conflicts,10:#,0}{Numbers.Time(run.Times.P50),12}{
            Numbers.Time(run.Times.P99),12}{run.Group,8:0.0}{disk,12:#,0}{
            disk / run.Committed,7:0.0}");

    private static async Task<double> AllTrips(ServedHost host, int clients)
    {
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, clients).Select(_ => Task.Run(async () =>
        {
            using var peer = await host.Connect();
            var health = peer.Request("GET", "/healthz");
            for (var i = 0; i < RoundTrips / 10; i++)
                Check.That(await peer.Send(health) == 200, "the host is well");
        })));
        return clients * (RoundTrips / 10) / clock.Elapsed.TotalSeconds;
    }
}
