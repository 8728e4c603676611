namespace TinyChain.Benchmarks.Serving;

/// <summary>Both loads, and what the disk and HTTP alone can do.</summary>
/// <param name="Uncontended">Each client between accounts of its own.</param>
/// <param name="Contended">80 % of transfers on one account.</param>
/// <param name="Disk">Commits per second by append and sync, in groups like those above.</param>
/// <param name="Disk80">The same for the contended load.</param>
/// <param name="RoundTrip">GET /healthz by one client.</param>
public sealed record BankResult(
    BankRun Uncontended, BankRun Contended, double Disk, double Disk80, Latencies RoundTrip)
{
    /// <summary>GETs of /healthz per second by all clients.</summary>
    public required double RoundTrips { get; init; }

    /// <summary>All the money was there at the end.</summary>
    public required bool IsConserved { get; init; }
}
