using System.Buffers.Text;
using TinyChain.Ir;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Ports;

namespace TinyChain.Runtime.Auth;

/// <summary>Signs tokens: first layers for identities, and a layer for each request that leaves.
/// </summary>
public sealed class TokenIssuer(KeyRing keys, TimeProvider time, IEntropy entropy)
{
    private const int IdBytes = 16;

    /// <summary>A token of one layer, for whoever bears it.</summary>
    public string Issue(TokenRequest request)
    {
        var now = Now;
        var key = keys.Signing(now);
        var seconds = now.ToUnixTimeSeconds();
        return LayerText.Write(
            new TokenLayer
            {
                Issuer = request.Issuer,
                Kid = key.Public.Kid,
                IssuedAt = seconds,
                Expires = seconds + (long)Math.Ceiling(request.Lifetime.TotalSeconds),
                Audience = request.Audience,
                Id = NewId(),
                Scopes = request.Scopes,
                Once = request.Once,
            },
            key);
    }

    /// <summary>
    /// The token for a request that this host sends in the course of a caller's: the caller's own,
    /// in layers that are good for this request alone and end no later, the innermost first. An
    /// anonymous caller's chain begins with the first one.
    /// </summary>
    /// <returns>The token, or null and the fault: the chain has become too deep, too large or too
    /// old.</returns>
    public string? Nest(
        Caller caller, ReadOnlySpan<OutgoingCall> layers, out Fault? fault)
    {
        var now = Now;
        var seconds = now.ToUnixTimeSeconds();
        var expires = Math.Min(seconds + Limits.HopSeconds, caller.Expires ?? long.MaxValue);
        fault = caller.Chain.Length + layers.Length > Limits.TokenDepth
            ? AuthFaults.ChainTooDeep()
            : expires <= seconds ? AuthFaults.ExpiredOnTheWay(layers[^1].Target) : null;
        if (fault is not null) return null;
        var key = keys.Signing(now);
        var token = caller.Token;
        foreach (var call in layers)
            token = LayerText.Write(Layer(token, call, (seconds, expires), key), key);
        fault = token!.Length > Limits.TokenBytes ? AuthFaults.ChainTooLarge() : null;
        return fault is null ? token : null;
    }

    /// <summary>The same in one layer.</summary>
    public string? Nest(Caller caller, OutgoingCall call, out Fault? fault) =>
        Nest(caller, [call], out fault);

    private DateTimeOffset Now => time.GetUtcNow();

    private TokenLayer Layer(
        string? inherit, OutgoingCall call, (long From, long To) time, SigningKey key) => new()
        {
            Issuer = call.Issuer,
            Kid = key.Public.Kid,
            IssuedAt = time.From,
            Expires = time.To,
            Audience = call.Audience,
            Id = NewId(),
            Scopes = call.Scopes,
            Inherit = inherit,
            Txn = call.Txn,
            Method = CallBinding.Method(call.Verb),
            Target = CallBinding.Target(call.Target, call.Key),
            BodyHash = CallBinding.BodyHash(call.Body.Span),
        };

    private string NewId()
    {
        Span<byte> id = stackalloc byte[IdBytes];
        entropy.Fill(id);
        return Base64Url.EncodeToString(id);
    }
}
