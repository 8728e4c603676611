using TinyChain.Ir.Values;

namespace TinyChain.Ir.Encoding;

/// <summary>
/// Identifies a state by everything it is, its class included, unlike the hash that programs see.
/// The cache of compiled ops asks for an op's, and storage for a definition's.
/// </summary>
public static class ContentHash
{
    /// <summary>SHA-256 of the state's canonical encoding. Never of a fault.</summary>
    public static Hash256 Of(State state) => Hash256.OfData(StateEncoder.Encoded(state));
}
