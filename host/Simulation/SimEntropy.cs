using TinyChain.Runtime.Ports;

namespace TinyChain.Host.Simulation;

/// <summary>Chance that a seed decides.</summary>
internal sealed class SimEntropy(Random random) : IEntropy
{
    public void Fill(Span<byte> bytes) => random.NextBytes(bytes);
}
