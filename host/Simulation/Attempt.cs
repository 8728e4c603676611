namespace TinyChain.Host.Simulation;

/// <summary>A transaction as its client saw it; the times are any clock's that all share.</summary>
public sealed record Attempt(long Started, long Ended, Ending Ending, IReadOnlyList<Step> Steps);
