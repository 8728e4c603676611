using System.Collections.Immutable;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Auth;
using TinyChain.Runtime.Execution;

namespace TinyChain.Runtime.Kernel;

/// <summary>
/// `/host`: what the host says of itself. `/host/public_key` lists the keys that verify its
/// tokens, as JWKs, the signing one first; `?key="&lt;kid&gt;"` picks one.
/// </summary>
public sealed class HostHandler(KeyRing keys, TimeProvider time) : Handler
{
    private const string PublicKeys = "public_key";

    private static readonly ImmutableArray<Id> s_members =
        [Id.Of("kty"), Id.Of("crv"), Id.Of("x"), Id.Of("y"), Id.Of("kid")];

    public override ValueTask<State> Get(CallContext context, Link link, State key)
    {
        if (link.Path is not [_, { Text: PublicKeys }]) return NotFound(link);
        var all = keys.Verifying(time.GetUtcNow());
        if (key.IsNone) return new(State.Tuple([.. all.Select(Show)]));
        return all.FirstOrDefault(k => k.Kid == key.As<string>()) is { } found
            ? new(Show(found)) : NotFound(link);
    }

    private static State Show(PublicKey key) => State.Map(
        s_members,
        [State.Of("EC"), State.Of("P-256"), State.Of(key.X), State.Of(key.Y), State.Of(key.Kid)]);
}
