using System.Globalization;
using System.Runtime;
using System.Text;
using TinyChain.Benchmarks.Timing;
using TinyChain.Runtime.Execution;

namespace TinyChain.Benchmarks.Compiling;

/// <summary>`compile`: from the bytes of an unseen op to its first answer.</summary>
internal static class CompileCommand
{
    /// <summary>
    /// A process counts as warm when .NET compiled nothing anew during so many ops: it compiles our
    /// own code well beside them, and takes some seconds for it.
    /// </summary>
    private const int QuietOps = 20_000;

    private const int MostOps = 400_000;

    internal static async Task<CompileResult> Run(int rounds, int processes)
    {
        var cold = new List<StageTimes>();
        for (var i = 0; i < processes; i++)
        {
            cold.Add(new StageTimes(
            [
                .. await ColdProcess.Run(ColdProcess.OneByOne, 2 * i),
                .. await ColdProcess.Run(ColdProcess.AllAtOnce, 2 * i + 1),
            ]));
        }

        return new(StageTimes.Median(cold), StageTimes.Median(await Warm(rounds)));
    }

    internal static string Print(CompileResult result)
    {
        var text = new StringBuilder($"{"stage",-16}{"cold",10}{"warm",10}\n");
        for (var i = 0; i < StageTimes.Names.Length; i++)
        {
            var cold = Numbers.Time(result.Cold.Nanoseconds[i]);
            var warm = Numbers.Time(result.Warm.Nanoseconds[i]);
            text.Append(
                CultureInfo.InvariantCulture, $"{StageTimes.Names[i],-16}{cold,10}{warm,10}\n");
        }

        Bar(text, "beyond the read", result.Warm.BeyondRead, CompileResult.BeyondReadBar);
        Bar(text, "promotion", result.Warm.Promotion, CompileResult.PromotionBar);
        return text.ToString();
    }

    private static async Task<List<StageTimes>> Warm(int rounds)
    {
        var (context, ops) = (await World.Open(), new UnseenOps(-1));
        await WarmUp(context, ops);
        var together = new List<double>();
        for (var i = 0; i < rounds; i++) together.Add(await Stages.AllAtOnce(context, ops.Next()));
        for (var i = 0; i < QuietOps; i++) Stages.OneByOne(context, ops.Next());
        return [.. together.Select(
            t => new StageTimes([.. Stages.OneByOne(context, ops.Next()), t]))];
    }

    private static async Task WarmUp(CallContext context, UnseenOps ops)
    {
        var (compiled, quiet) = (0L, 0);
        for (var i = 0; i < MostOps && quiet < QuietOps; i++)
        {
            await Stages.AllAtOnce(context, ops.Next());
            var now = JitInfo.GetCompiledMethodCount();
            quiet = now == compiled ? quiet + 1 : 0;
            compiled = now;
        }
    }

    private static void Bar(StringBuilder text, string what, double time, double bar)
    {
        var verdict = time > bar ? "over" : "ok";
        text.Append(
            CultureInfo.InvariantCulture,
            $"{what,-26}{Numbers.Time(time),10}  bar {Numbers.Time(bar)}  {verdict}\n");
    }
}
