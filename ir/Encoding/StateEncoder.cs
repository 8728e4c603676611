using TinyChain.Ir.Values;

namespace TinyChain.Ir.Encoding;

/// <summary>States to their canonical binary form.</summary>
public static class StateEncoder
{
    public static byte[] Encode(State state) => throw new NotImplementedException();
}
