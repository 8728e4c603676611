using System.Collections.Immutable;
using TinyChain.Ir;
using TinyChain.Ir.Values;

namespace TinyChain.Runtime.Auth;

/// <summary>
/// Station 2: who a request comes from, and what it may do. Limits come first, then what is true of
/// the token at any time, then what must be true of it now and for this request; nothing below
/// looks at a header again. The rules are in docs/protocol.md, "Tokens".
/// </summary>
public sealed class TokenVerifier
{
    private const string Scheme = "Bearer ";

    private readonly ChainVerifier _chains = new();
    private readonly Policy _policy;
    private readonly TimeProvider _time;
    private readonly ReplayMemory _used;
    private readonly long _skewMs;
    private readonly long _sinceMs;

    // Swapped whole; a request reads it once.
    private volatile TrustStore _trust;

    public TokenVerifier(Policy policy, TrustStore trust, TimeSpan skew, TimeProvider time)
    {
        (_policy, _trust, _time) = (policy, trust, time);
        _skewMs = (long)skew.TotalMilliseconds;
        _sinceMs = Now;
        // A layer may come as early as the skew allows, and as late.
        _used = new ReplayMemory(Limits.CallLayerMs + (2 * _skewMs) + 1000);
    }

    /// <summary>Whom the host believes; all that was verified by another store is forgotten.
    /// </summary>
    public TrustStore Trust
    {
        get => _trust;
        set => _trust = value;
    }

    private long Now => _time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>The caller, or null and the fault. `authorization` is the header's value.</summary>
    public Caller? Verify(string? authorization, IncomingCall call, out Fault? fault)
    {
        fault = null;
        if (authorization is null) return _policy.Anonymous;
        if (!authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
            fault = AuthFaults.NoBearer();
        else if (authorization.Length - Scheme.Length > Limits.TokenBytes)
            fault = AuthFaults.TooLarge();
        return fault is null
            ? Verify(authorization.AsSpan(Scheme.Length), call, Now, out fault) : null;
    }

    /// <summary>
    /// The token's layers, outermost first, if they are good for some request at that time; or null
    /// and the fault.
    /// </summary>
    public static ImmutableArray<TokenLayer>? CheckChain(
        string token, TrustStore trust, (DateTimeOffset Now, TimeSpan Skew) at, out Fault? fault)
    {
        fault = token.Length > Limits.TokenBytes ? AuthFaults.TooLarge() : null;
        if (fault is not null
            || new ChainVerifier().Verify(token, trust, out fault) is not { } chain) return null;
        fault = ChainTimes.Check(
            chain, at.Now.ToUnixTimeMilliseconds(), (long)at.Skew.TotalMilliseconds);
        return fault is null ? chain.Layers : null;
    }

    private Caller? Verify(
        ReadOnlySpan<char> token, IncomingCall call, long nowMs, out Fault? fault)
    {
        if (_chains.Verify(token, _trust, out fault) is not { } chain) return null;
        fault = ChainTimes.Check(chain, nowMs, _skewMs)
            ?? CallRules.Check(chain, call, _policy)
            ?? TxnScopes.Check(chain, call.TxnMeant);
        if (fault is null && chain.Layers[0].IsOfOneCall)
        {
            // Last, so that a request which is refused for another reason uses nothing up.
            fault = CallRules.Age(chain, nowMs, _sinceMs, _skewMs)
                ?? _used.Use(chain.Layers[0], nowMs);
        }

        return fault is null ? chain.CallerBy(_policy) : null;
    }
}
