namespace TinyChain.Benchmarks.Serving;

/// <summary>
/// Requests of one kind: how many a second, how that is to an open host's (round by round), and the
/// host's processor time for each, in nanoseconds.
/// </summary>
public sealed record TokensRow(string Name, double Rate, double Ratio, double Cpu);
