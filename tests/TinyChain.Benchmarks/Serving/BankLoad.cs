using System.Diagnostics;
using TinyChain.Ir.Diagnostics;

namespace TinyChain.Benchmarks.Serving;

/// <summary>Clients that transfer as fast as they are answered, for a while.</summary>
internal sealed class BankLoad(ServedHost host, int clients, TimeSpan time)
{
    /// <summary>Accounts of each client, when it has its own.</summary>
    private const int Own = 2;

    /// <summary>Of a hundred transfers on one account; the others are anywhere.</summary>
    private const int Hot = 80;

    internal int Accounts => clients * Own;

    internal async Task<BankRun> Run(bool isContended)
    {
        var (commits, batches) = await host.Commits();
        var clock = Stopwatch.StartNew();
        var counts = await Task.WhenAll(Enumerable.Range(0, clients).Select(
            client => Task.Run(() => Client(client, isContended, clock))));
        var seconds = clock.Elapsed.TotalSeconds;
        var after = await host.Commits();
        var times = counts.SelectMany(count => count.Times).ToList();
        return new BankRun(
            times.Count / seconds, counts.Sum(count => count.Conflicts) / seconds,
            Latencies.Of(times),
            (after.Commits - commits) / Math.Max(1.0, after.Batches - batches));
    }

    private async Task<Count> Client(int client, bool isContended, Stopwatch clock)
    {
        using var peer = await host.Connect();
        var (random, count) = (new Random(client), new Count());
        for (var turn = 0; clock.Elapsed < time; turn++)
        {
            var (from, to) = isContended ? Anywhere(random) : Between(client, turn);
            var request = BankService.Transfer(peer, from, to);
            var start = Stopwatch.GetTimestamp();
            var status = await peer.Send(request);
            if (status == 200)
                count.Times.Add(Stopwatch.GetElapsedTime(start).TotalNanoseconds);
            else if (status == 409) count.Conflicts++;
            else Check.That(status == 400, $"a transfer: {status} {peer.Answer}");
        }

        return count;
    }

    private static (int From, int To) Between(int client, int turn) =>
        turn % 2 == 0 ? (Own * client, (Own * client) + 1) : ((Own * client) + 1, Own * client);

    private (int From, int To) Anywhere(Random random)
    {
        var one = random.Next(100) < Hot ? 0 : random.Next(Accounts);
        var other = (one + 1 + random.Next(Accounts - 1)) % Accounts;
        return random.Next(2) == 0 ? (one, other) : (other, one);
    }

    private sealed class Count
    {
        internal List<double> Times { get; } = [];

        internal int Conflicts { get; set; }
    }
}
