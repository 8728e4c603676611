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
    public void Random_ops_answer_alike_compiled_and_evaluated() => Try(
        nameof(Random_ops_answer_alike_compiled_and_evaluated), 20_000,
        seed => Encoding.UTF8.GetBytes(OpGenerator.Make(seed)), isWellFormed: true);

    [Fact]
    public void Broken_ops_are_refused_or_answer_alike() => Try(
        nameof(Broken_ops_are_refused_or_answer_alike), 6_000, OpBreaker.Make,
        isWellFormed: false);

    private void Try(string test, int count, Func<int, byte[]> make, bool isWellFormed) =>
        RandomRun.Try(test, count, (seed, failures) =>
        {
            var json = make(seed);
            if (_comparison.Problem(json, isWellFormed) is not { } problem) return;
            var small = OpShrinker.Shrink(json, j => _comparison.Problem(j, false) is not null);
            // One that shows only while an op is new to a cache is gone by now.
            failures.Add(
                seed, $"{_comparison.Problem(small, false) ?? problem}\n"
                    + Encoding.UTF8.GetString(small));
        });
}
