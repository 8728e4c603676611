namespace TinyChain.Benchmarks.Serving;

/// <summary>A table that was filled, and what reads of it take then.</summary>
/// <param name="Rows">Rows in the end.</param>
/// <param name="First">Rows per second in the first 5 %.</param>
/// <param name="Last">Rows per second in the last 5 %.</param>
/// <param name="Point">GET of a row anywhere.</param>
/// <param name="Slice">GET of 1,000 rows in order, from anywhere.</param>
public sealed record RowsResult(
    int Rows, double First, double Last, Latencies Point, Latencies Slice)
{
    /// <summary>The host's memory at its height, in bytes.</summary>
    public required long PeakBytes { get; init; }

    /// <summary>The host's files, in bytes.</summary>
    public required long DataBytes { get; init; }
}
