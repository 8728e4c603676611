using System.Globalization;
using System.Text;
using TinyChain.Benchmarks.Timing;

namespace TinyChain.Benchmarks.Compiling;

/// <summary>`compile`: from the bytes of an unseen op to its first answer.</summary>
internal static class CompileCommand
{
    /// <summary>Ops after which a process counts as warm.</summary>
    private const int WarmAfter = 5_000;

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
        for (var i = 0; i < WarmAfter; i++) await Stages.AllAtOnce(context, ops.Next());
        var together = new List<double>();
        for (var i = 0; i < rounds; i++) together.Add(await Stages.AllAtOnce(context, ops.Next()));
        for (var i = 0; i < WarmAfter; i++) Stages.OneByOne(context, ops.Next());
        return [.. together.Select(
            t => new StageTimes([.. Stages.OneByOne(context, ops.Next()), t]))];
    }

    private static void Bar(StringBuilder text, string what, double time, double bar)
    {
        var verdict = time > bar ? "over" : "ok";
        text.Append(
            CultureInfo.InvariantCulture,
            $"{what,-26}{Numbers.Time(time),10}  bar {Numbers.Time(bar)}  {verdict}\n");
    }
}
