using TinyChain.Benchmarks.Timing;

namespace TinyChain.Benchmarks;

/// <summary>What a call costs in one tier, and how that compares with C# by hand.</summary>
public sealed record TierResult(int Tier, Sample Cost, double Ratio);
