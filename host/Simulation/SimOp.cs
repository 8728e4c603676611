namespace TinyChain.Host.Simulation;

/// <summary>An op at a host: what a call with its number as the body does there.</summary>
internal sealed record SimOp(int Number, int Host, IReadOnlyList<SimAction> Actions);
