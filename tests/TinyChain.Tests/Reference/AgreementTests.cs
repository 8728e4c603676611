using System.Collections.Concurrent;
using System.Text;
using Xunit;

namespace TinyChain.Tests.Reference;

/// <summary>
/// The compiler answers as the reference evaluator does: the same state, its floats to the bit, or
/// the same kind of fault; and with the same calls to the world. Each run tries other ops;
/// `TC_OPS=1000000` tries more, `TC_SEED=7` the one of that seed.
/// </summary>
public sealed class AgreementTests
{
    private readonly Comparison _comparison = new();

    [Fact]
    public Task Random_ops_answer_alike_compiled_and_evaluated() => Try(
        nameof(Random_ops_answer_alike_compiled_and_evaluated), 20_000,
        seed => Encoding.UTF8.GetBytes(OpGenerator.Make(seed)), isWellFormed: true);

    [Fact]
    public Task Broken_ops_are_refused_or_answer_alike() => Try(
        nameof(Broken_ops_are_refused_or_answer_alike), 6_000, OpBreaker.Make,
        isWellFormed: false);

    private static int? Setting(string variable) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), out var n) ? n : null;

    private async Task Try(string test, int count, Func<int, byte[]> make, bool isWellFormed)
    {
        var first = Setting("TC_SEED") ?? Random.Shared.Next(1_000_000_000);
        count = Setting("TC_OPS") ?? (Setting("TC_SEED") is null ? count : 1);
        var failures = new ConcurrentQueue<string>();
        await Parallel.ForEachAsync(Enumerable.Range(first, count), async (seed, _) =>
        {
            if (!failures.IsEmpty) return;
            var json = make(seed);
            if (await _comparison.Problem(json, isWellFormed) is not { } problem) return;
            var small = await OpShrinker.Shrink(
                json, async j => await _comparison.Problem(j, false) is not null);
            // One that shows only while an op is new to a cache is gone by now.
            failures.Enqueue($"{await _comparison.Problem(small, false) ?? problem}\n"
                + $"{Encoding.UTF8.GetString(small)}\n"
                + $"TC_SEED={seed} dotnet test -c Release --filter {test}");
        });
        Assert.True(failures.IsEmpty, string.Join("\n\n", failures));
    }
}
