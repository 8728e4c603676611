using System.Collections.Immutable;
using TinyChain.Ir.Values;

namespace TinyChain.Runtime.Auth;

/// <summary>One layer of a recursive token: what its issuer said, true or not.</summary>
public sealed record TokenLayer
{
    /// <summary>`iss`: the link of the cluster, or of the identity, that signed.</summary>
    public required Link Issuer { get; init; }

    /// <summary>Which of the issuer's keys signed.</summary>
    public required string Kid { get; init; }

    /// <summary>`iat`, in seconds since 1970.</summary>
    public required long IssuedAt { get; init; }

    /// <summary>`exp`, in seconds since 1970.</summary>
    public required long Expires { get; init; }

    /// <summary>`aud`: whom it is for: the link of a cluster, or the beginning of one.</summary>
    public required Link Audience { get; init; }

    /// <summary>`jti`: its name, unlike that of any other of this issuer's.</summary>
    public required string Id { get; init; }

    /// <summary>`custom`: what it allows.</summary>
    public ImmutableArray<Scope> Scopes { get; init; } = [];

    /// <summary>`inherit`: the complete token that this layer was put around.</summary>
    public string? Inherit { get; init; }

    /// <summary>`txn`: the only transaction that it is good for.</summary>
    public string? Txn { get; init; }

    /// <summary>`htm`: the method of the only request that it is good for.</summary>
    public string? Method { get; init; }

    /// <summary>`htu`: that request's target.</summary>
    public string? Target { get; init; }

    /// <summary>`bh`: base64url of SHA-256 of that request's body.</summary>
    public string? BodyHash { get; init; }

    /// <summary>`once`: it may commit one transaction.</summary>
    public bool Once { get; init; }

    /// <summary>Whether it speaks for one request alone, and not for its bearer.</summary>
    public bool IsOfOneCall =>
        Inherit is not null || Method is not null || Target is not null || BodyHash is not null;
}
