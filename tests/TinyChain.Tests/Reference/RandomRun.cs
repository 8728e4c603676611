using System.Collections.Concurrent;
using Xunit;

namespace TinyChain.Tests.Reference;

/// <summary>
/// Tries seeds until one fails, on all cores; `TC_SEED` and `TC_OPS` choose which.
/// </summary>
internal sealed class RandomRun
{
    private readonly ConcurrentQueue<string> _failures = [];
    private readonly string _test;

    private RandomRun(string test) => _test = test;

    public bool HasFailed => !_failures.IsEmpty;

    /// <summary>So many seeds, one at a time: `tryOne` adds what it finds.</summary>
    public static void Try(string test, int count, Action<int, RandomRun> tryOne) =>
        TryBatches(test, (count, 1), (seeds, run) => tryOne(seeds[0], run));

    /// <summary>So many seeds, so many at a time.</summary>
    public static void TryBatches(
        string test, (int All, int Batch) count, Action<IReadOnlyList<int>, RandomRun> tryMany)
    {
        var first = Setting("TC_SEED") ?? Random.Shared.Next(1_000_000_000);
        var all = Setting("TC_OPS") ?? (Setting("TC_SEED") is null ? count.All : 1);
        var run = new RandomRun(test);
        Parallel.ForEach(Enumerable.Range(first, all).Chunk(count.Batch), seeds =>
        {
            if (!run.HasFailed) tryMany(seeds, run);
        });
        Assert.True(!run.HasFailed, string.Join("\n\n", run._failures));
    }

    public void Add(int seed, string problem) => _failures.Enqueue(
        $"{problem}\nTC_SEED={seed} dotnet test -c Release --filter {_test}");

    private static int? Setting(string variable) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), out var n) ? n : null;
}
