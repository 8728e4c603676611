using TinyChain.Ir;
using TinyChain.Ir.Values;

namespace TinyChain.Runtime.Auth;

/// <summary>
/// Which layers have been used that are good for one request. Each is remembered for a window at
/// least, and two at most, in two generations that take turns. `windowMs` is how long a layer can
/// be used at all.
/// </summary>
internal sealed class ReplayMemory(long windowMs)
{
    // Guards the fields below.
    private readonly Lock _lock = new();
    private HashSet<Hash256> _young = [];
    private HashSet<Hash256> _old = [];
    private long _since = long.MinValue / 2;

    /// <summary>Remembers a layer; null, or the fault that it was used, or that all is full.
    /// </summary>
    internal Fault? Use(TokenLayer layer, long nowMs)
    {
        var name = Hash256.OfText($"{layer.Kid} {layer.Issuer} {layer.Id}");
        lock (_lock)
        {
            Turn(nowMs);
            if (_old.Contains(name) || _young.Contains(name)) return AuthFaults.UsedBefore(layer);
            if (_young.Count >= Limits.UsedLayers) return AuthFaults.TooManyAtOnce();
            _young.Add(name);
            return null;
        }
    }

    private void Turn(long nowMs)
    {
        // A clock that went back far would keep the memory from ever forgetting.
        if (nowMs < _since - windowMs) _since = nowMs;
        if (nowMs - _since < windowMs) return;
        (_old, _young) = (_young, _old);
        // After two windows the older generation has no use either.
        if (nowMs - _since >= 2 * windowMs) _old.Clear();
        _young.Clear();
        _since = nowMs;
    }
}
