using System.Text;
using TinyChain.Codegen.Bundles;
using TinyChain.Ir.Ops;
using TinyChain.Parser;
using TinyChain.Runtime.Execution;
using TinyChain.Tests.Codegen.Bundles;
using Xunit;

namespace TinyChain.Tests.Reference;

/// <summary>
/// What stands in a bundle's image answers, fails, calls and costs as the evaluator, the
/// interpreter and emitted code do, whichever sink made it. Ops are put into images by the hundred,
/// or by the thousand where many are asked for, since an image takes long to make; an op's classes
/// that it has no body for are interpreted. `TC_OPS` and `TC_SEED` as in
/// <see cref="AgreementTests"/>.
/// </summary>
public sealed class SinkAgreementTests
{
    /// <summary>Ops of a usual run, in one image.</summary>
    private const int Few = 400;

    /// <summary>
    /// Ops in an image of a long run. Of 400 each takes half as much again; of 8,000 no less.
    /// </summary>
    private const int Many = 2_000;

    /// <summary>`TC_SINK=Il` leaves out C#, which takes most of the time.</summary>
    private static readonly BundleEmit[] s_sinks =
        Enum.TryParse<BundleEmit>(Environment.GetEnvironmentVariable("TC_SINK"), out var only)
            ? [only] : Enum.GetValues<BundleEmit>();

    private readonly Comparison _comparison = new();

    [Fact]
    public void Random_ops_answer_alike_from_the_images_of_both_sinks() => RandomRun.TryBatches(
        nameof(Random_ops_answer_alike_from_the_images_of_both_sinks), (Few, Many),
        (seeds, run) =>
        {
            var ops = seeds.Select(seed => Parse(Made(seed))).ToList();
            var sinks = Sinks(ops);
            for (var i = 0; i < ops.Count && !run.HasFailed; i++)
            {
                if (_comparison.Problem(ops[i], sinks) is not { } problem) continue;
                var small = OpShrinker.Shrink(Made(seeds[i]), j => Alone(j) is not null);
                run.Add(
                    seeds[i], $"{Alone(small) ?? problem}\n{Encoding.UTF8.GetString(small)}");
            }
        });

    private static byte[] Made(int seed) => Encoding.UTF8.GetBytes(OpGenerator.Make(seed));

    private static OpDef Parse(byte[] json) => OpParser.ParseHypothetical(json).Product!;

    private string? Alone(byte[] json) =>
        OpParser.ParseHypothetical(json).Product is { } op
            ? _comparison.Problem(op, Sinks([op])) : null;

    private (string, ICompiledOps)[] Sinks(IReadOnlyList<OpDef> ops) =>
        [.. s_sinks.Select(sink => ($"the {sink} image", Image(sink, ops)))];

    private BundledOps Image(BundleEmit sink, IReadOnlyList<OpDef> ops)
    {
        var file = BundleCompiler.Build([Libraries.Of(ops)], sink);
        var bundled = new BundledOps(_comparison.Interpreted);
        bundled.Add(Bundle.Read(file, out _)!);
        return bundled;
    }
}
