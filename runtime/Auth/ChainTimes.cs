using TinyChain.Ir.Values;

namespace TinyChain.Runtime.Auth;

/// <summary>Rule A8: now is within each layer's time, give or take two clocks' skew.</summary>
internal static class ChainTimes
{
    internal static Fault? Check(VerifiedChain chain, long nowMs, long skewMs)
    {
        for (var i = 0; i < chain.Layers.Length; i++)
        {
            var layer = chain.Layers[i];
            var isEarly = layer.IssuedAt * 1000 > nowMs + skewMs;
            if (!isEarly && nowMs < (layer.Expires * 1000) + skewMs) continue;
            var place = new LayerPlace(i + 1, chain.Layers.Length, layer);
            return isEarly ? AuthFaults.NotYetValid(place) : AuthFaults.Expired(place);
        }

        return null;
    }
}
