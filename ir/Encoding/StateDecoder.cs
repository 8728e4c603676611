using TinyChain.Ir.Values;

namespace TinyChain.Ir.Encoding;

/// <summary>The canonical binary form to states.</summary>
public static class StateDecoder
{
    public static State Decode(ReadOnlySpan<byte> bytes) => throw new NotImplementedException();
}
