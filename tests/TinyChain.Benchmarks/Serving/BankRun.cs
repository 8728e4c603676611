namespace TinyChain.Benchmarks.Serving;

/// <summary>What a load of transfers came to.</summary>
/// <param name="Committed">Transfers per second.</param>
/// <param name="Conflicts">Answers of 409 per second; nothing is tried again.</param>
/// <param name="Times">Of the committed ones, from request to answer.</param>
/// <param name="Group">Commits that shared a sync, on average.</param>
public sealed record BankRun(double Committed, double Conflicts, Latencies Times, double Group);
