namespace TinyChain.Runtime.Ports;

/// <summary>
/// The only source of randomness; created in the host, replaced by a seed in tests.
/// </summary>
public interface IEntropy
{
    /// <summary>Fills the span with unpredictable bytes.</summary>
    void Fill(Span<byte> bytes);
}
