namespace TinyChain.Benchmarks.Serving;

/// <summary>
/// A purchase over five hosts, and five bare round trips to one of them, one after the other.
/// </summary>
public sealed record PurchaseResult(int Count, Latencies Purchase, Latencies RoundTrips)
{
    /// <summary>How many times as long the median purchase takes.</summary>
    public double Ratio => Purchase.P50 / RoundTrips.P50;
}
