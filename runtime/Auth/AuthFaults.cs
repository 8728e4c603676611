using TinyChain.Ir;
using TinyChain.Ir.Values;

namespace TinyChain.Runtime.Auth;

/// <summary>Every refusal of a token, in words: which layer, which rule, what to do.</summary>
internal static class AuthFaults
{
    internal static Fault ChainTooDeep() => Fault.BadRequest(
        $"a token may have {Limits.TokenDepth} layers, one for each host on the way, and this "
        + "request has passed as many; let fewer services call each other");

    internal static Fault ChainTooLarge() => Fault.BadRequest(
        $"the token for the next host would be longer than {Limits.TokenBytes} bytes; let fewer "
        + "services call each other, or allow fewer paths in each layer");

    internal static Fault ExpiredOnTheWay(Link target) => Fault.Unauthorized(
        $"the caller's token has expired, so {target} can't be called with it; send the request "
        + "again with a new token");
}
