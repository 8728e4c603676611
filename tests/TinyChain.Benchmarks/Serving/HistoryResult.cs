namespace TinyChain.Benchmarks.Serving;

/// <summary>GET of a row from a fresh host, and after so many commits.</summary>
public sealed record HistoryResult(long Commits, Latencies Fresh, Latencies After)
{
    /// <summary>How many times as long the median may take afterwards.</summary>
    public const double Bar = 1.2;

    public double Ratio => After.P50 / Fresh.P50;

    public bool IsOver => Ratio > Bar;
}
