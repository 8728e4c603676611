namespace TinyChain.Benchmarks.Compiling;

/// <summary>Medians of the stages, in fresh processes and in one that has seen many ops.</summary>
public sealed record CompileResult(StageTimes Cold, StageTimes Warm)
{
    /// <summary>The most that the first answer may take beyond the JSON read, warm.</summary>
    public const double BeyondReadBar = 20_000;

    /// <summary>The most that machine code for a plan may take, off the request's path.</summary>
    public const double PromotionBar = 60_000;

    public bool IsOver => Warm.BeyondRead > BeyondReadBar || Warm.Promotion > PromotionBar;
}
