using System.Text;
using TinyChain.Ir;
using TinyChain.Ir.Values;

namespace TinyChain.Runtime.Auth;

/// <summary>
/// Station 2: who a request comes from. This host has no trusted issuers yet, so a caller is
/// anonymous or refused; nothing below looks at a header again.
/// </summary>
public static class TokenVerifier
{
    private const string Scheme = "Bearer ";

    /// <summary>The caller, or null and the fault. `authorization` is the header's value.</summary>
    public static Caller? Verify(string? authorization, out Fault? fault)
    {
        fault = authorization is null ? null : Refuse(authorization);
        return fault is null ? Caller.Anonymous : null;
    }

    private static Fault Refuse(string authorization)
    {
        if (!authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
            return Fault.Unauthorized("Authorization must be 'Bearer <token>'");
        // The length comes before anything that reads the token (spec/host.md 5.2).
        if (Encoding.UTF8.GetByteCount(authorization.AsSpan(Scheme.Length)) > Limits.TokenBytes)
            return new Fault(FaultKind.HeadersTooLarge, "token too large", []);
        return Fault.Unauthorized("this host has no trusted issuers configured, so it accepts "
            + "no token; send the request without one");
    }
}
