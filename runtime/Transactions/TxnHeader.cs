using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Auth;

namespace TinyChain.Runtime.Transactions;

/// <summary>
/// What station 3 needs to know of a request to find its transaction (spec/host.md 3.5).
/// </summary>
/// <param name="Verb">The request's verb: a GET with an id of its own pins nothing.</param>
/// <param name="Host">This host: its link, and the key by which it owns what it begins.</param>
/// <param name="Link">Where the request goes.</param>
public sealed record TxnHeader(Verb Verb, TxnOwner Host, Link Link)
{
    /// <summary>The id that the request brings, as its text; null for a new one.</summary>
    public string? Id { get; init; }

    /// <summary>Who owns the transaction, where the request is part of one.</summary>
    public TxnOwner? Owner { get; init; }

    /// <summary>The transaction that the same request had before, as its text; or null.</summary>
    public string? Before { get; init; }

    /// <summary>Whether its effects are always rolled back.</summary>
    public bool IsHypothetical { get; init; }

    /// <summary>How long the caller still waits; null where it did not say.</summary>
    public TimeSpan? Time { get; init; }

    /// <summary>Who sends the request.</summary>
    public Caller Caller { get; init; } = Caller.Anonymous;

    /// <summary>Hosts that the call has come by.</summary>
    public int Hops { get; init; }

    /// <summary>Who reads, where the id pins a reader: empty for anybody.</summary>
    public string Principal { get; init; } = "";
}
