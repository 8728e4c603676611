namespace TinyChain.Benchmarks.Timing;

/// <summary>What one call costs: time, and bytes allocated.</summary>
public readonly record struct Sample(double Nanoseconds, double Bytes);
