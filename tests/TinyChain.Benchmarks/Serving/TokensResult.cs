namespace TinyChain.Benchmarks.Serving;

/// <summary>One op asked with and without tokens, and what a check takes by itself.</summary>
public sealed record TokensResult(
    IReadOnlyList<TokensRow> Rows, IReadOnlyList<StationTwoCost> Checks)
{
    /// <summary>How much of the rate without tokens a chain on each request may leave.</summary>
    public const double Bar = 0.95;

    public bool IsUnder => Rows[^1].Ratio < Bar;
}
