using TinyChain.Host.Simulation;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using TinyChain.Tests.Conformance;
using TinyChain.Tests.Host;
using Xunit;
using Xunit.Abstractions;

namespace TinyChain.Tests.Serializability;

/// <summary>
/// Many clients, real HTTP, and a host that is killed and started again every few seconds: the
/// history is strictly serializable, and nothing acknowledged is lost. TC_WORKLOAD_SECONDS and
/// TC_WORKLOAD_CLIENTS make it longer and wider.
/// </summary>
[Collection(nameof(RunsAlone))]
public sealed class WorkloadTests(ITestOutputHelper output) : IDisposable
{
    private const int LiveKeys = 6;

    // A key is left behind after so many appends: lists stay short, and so does their judging.
    private const int AppendsPerKey = 60;

    private static readonly TimeSpan s_life = TimeSpan.FromSeconds(4);

    private readonly ScratchFolder _folder = new();
    private readonly ConcurrentQueue<Attempt> _history = new();
    private long _value;

    private static int Seconds => Number("TC_WORKLOAD_SECONDS", 8);

    private static int Clients => Number("TC_WORKLOAD_CLIENTS", 20);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_host_that_is_killed_again_and_again_stays_strictly_serializable()
    {
        var clock = Stopwatch.StartNew();
        var isInstalled = false;
        var lives = 0;
        for (; clock.Elapsed < TimeSpan.FromSeconds(Seconds); lives++)
        {
            using var host = await HostProcess.Serve(_folder.Path);
            if (!isInstalled)
            {
                using var http = new HttpClient { BaseAddress = host.Address };
                await new ListService(http).Install();
                isInstalled = true;
            }

            using var stop = new CancellationTokenSource();
            var clients = Enumerable.Range(0, Clients)
                .Select(_ => Task.Run(() => Work(host.Address, stop.Token))).ToList();
            await Task.Delay(s_life);
            await host.Kill();
            await stop.CancelAsync();
            await Task.WhenAll(clients);
        }

        using (var host = await HostProcess.Serve(_folder.Path))
        {
            using var http = new HttpClient { BaseAddress = host.Address };
            var service = new ListService(http);
            for (var key = 0; key <= Keys; key += 2)
                _history.Enqueue(await service.Read(key, key + 1));
        }

        foreach (var group in _history.GroupBy(attempt => attempt.Ending))
            output.WriteLine($"{group.Key}: {group.Count()}");
        output.WriteLine($"{lives} lives, {Keys} keys, {clock.Elapsed}");
        Assert.Empty(ListAppend.Judge(_history));
        Assert.True(_history.Count(attempt => attempt.Ending == Ending.Committed) > 100);
    }

    private int Keys => (int)(Interlocked.Read(ref _value) / AppendsPerKey) + LiveKeys;

    private async Task Work(Uri address, CancellationToken stop)
    {
        using var http = new HttpClient { BaseAddress = address, Timeout = s_life };
        var service = new ListService(http);
        var random = new Random();
        while (!stop.IsCancellationRequested)
        {
            var (a, b, c) = (Key(random), Key(random), Key(random));
            if (a == b) continue;
            _history.Enqueue(random.Next(3) == 0
                ? await service.Read(a, b) : await service.Mix(c, (a, Next()), (b, Next())));
        }
    }

    private int Key(Random random) => Keys - 1 - random.Next(LiveKeys);

    private long Next() => Interlocked.Increment(ref _value);

    private static int Number(string name, int otherwise) => int.Parse(
        Environment.GetEnvironmentVariable(name)
            ?? otherwise.ToString(CultureInfo.InvariantCulture),
        CultureInfo.InvariantCulture);
}
