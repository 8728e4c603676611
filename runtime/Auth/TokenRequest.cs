using System.Collections.Immutable;
using TinyChain.Ir.Values;

namespace TinyChain.Runtime.Auth;

/// <summary>A token as somebody asks for it, to bear it: the first layer of what follows.</summary>
public sealed record TokenRequest
{
    /// <summary>Whose link the verifier knows the key by, with a host and a path.</summary>
    public required Link Issuer { get; init; }

    /// <summary>The cluster that it is for, or the beginning of several ones' links.</summary>
    public required Link Audience { get; init; }

    public required ImmutableArray<Scope> Scopes { get; init; }

    public required TimeSpan Lifetime { get; init; }

    /// <summary>Whether it may commit one transaction only.</summary>
    public bool Once { get; init; }
}
