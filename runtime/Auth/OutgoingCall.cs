using System.Collections.Immutable;
using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;

namespace TinyChain.Runtime.Auth;

/// <summary>A request that leaves this host, as the layer put around its token binds it.</summary>
public sealed record OutgoingCall
{
    /// <summary>The cluster that sends it, as others link to it: with a host, and a path.</summary>
    public required Link Issuer { get; init; }

    /// <summary>The cluster that is to receive it, with its host; the path may be empty.</summary>
    public required Link Audience { get; init; }

    public required Verb Verb { get; init; }

    /// <summary>Where it goes, with the host.</summary>
    public required Link Target { get; init; }

    /// <summary>The JSON text of `?key=`, before it is percent-encoded; null without one.</summary>
    public string? Key { get; init; }

    /// <summary>The body's bytes, as sent; a GET or DELETE has none.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>The text of `?txn_id=`.</summary>
    public string? Txn { get; init; }

    /// <summary>
    /// What is allowed besides: paths of the issuer's own, less than an earlier layer allows, or
    /// <see cref="Scope.OwnerOf"/> where the issuer owns the transaction. What the caller's token
    /// allows stays allowed, and need not be said again.
    /// </summary>
    public ImmutableArray<Scope> Scopes { get; init; } = [];
}
