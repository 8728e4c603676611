namespace TinyChain.Benchmarks.Serving;

/// <summary>What one check takes: nanoseconds in the median and at best, and allocated bytes.
/// </summary>
public sealed record StationTwoCost(string Name, double Time, double Best, long Bytes);
