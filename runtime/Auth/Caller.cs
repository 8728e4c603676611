using System.Collections.Immutable;
using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;

namespace TinyChain.Runtime.Auth;

/// <summary>
/// Who a request comes from, and what it may do: a value made once, at the door (station 2).
/// </summary>
public sealed class Caller
{
    /// <summary>A caller without a token, where everybody may do everything.</summary>
    public static readonly Caller Anonymous = new(null, [], Rights.All);

    private readonly Rights _rights;

    public Caller(string? token, ImmutableArray<TokenLayer> chain, Rights rights)
    {
        (Token, Chain, _rights) = (token, chain, rights);
        foreach (var layer in chain)
            Expires = Math.Min(Expires ?? long.MaxValue, layer.Expires);
    }

    /// <summary>By which keys of whom the chain was verified; null where it was not.</summary>
    internal TrustStore? Trust { get; init; }

    /// <summary>The verified token as it came, to be nested on the way out; null without one.
    /// </summary>
    public string? Token { get; }

    /// <summary>The token's layers, the caller's own first and the identity's last.</summary>
    public ImmutableArray<TokenLayer> Chain { get; }

    /// <summary>When the first layer ends, in seconds since 1970; null without a token.</summary>
    public long? Expires { get; }

    public bool IsAnonymous => Chain.IsEmpty;

    /// <summary>On whose behalf all of this happens; null for anonymous callers.</summary>
    public Link? Actor => IsAnonymous ? null : Chain[^1].Issuer;

    /// <summary>What the token is limited to where it can commit only once: else empty.</summary>
    public IEnumerable<TokenLayer> OnceLayers => Chain.Where(layer => layer.Once);

    /// <summary>Whether the caller may apply the verb to what is at the link's path.</summary>
    public bool May(Link link, Verb verb) => _rights.May(link, verb);

    /// <summary>The same, in words: null, or 401 without a token, and 403 with one.</summary>
    public Fault? Refuse(Link link, Verb verb) =>
        May(link, verb) ? null : AuthFaults.Denied(this, verb, link);

    /// <summary>
    /// Whether an issuer has signed that the verb may be applied to the link: what services ask
    /// that let different identities do different things by one op.
    /// </summary>
    public bool IsSentBy(Link issuer, Link link, Verb verb) => Chain.Any(layer =>
        layer.Issuer.Equals(issuer) && layer.Scopes.Any(scope =>
            !scope.IsOfTxn && (scope.Bits & Rights.Needed(verb)) != 0
            && scope.Covers(link.WithoutHost())));

    /// <summary>
    /// Who owns the transaction: the issuer of the claim `["/txn/X", 64]`; null when nobody claims.
    /// The verifier has seen to it that there is one at most.
    /// </summary>
    public TxnOwner? OwnerOf(string txnId) => SignerOf(txnId, owns: true);

    /// <summary>Who locks the transaction, so as to end it: `["/txn/X", 128]`.</summary>
    public TxnOwner? LockOf(string txnId) => SignerOf(txnId, owns: false);

    private TxnOwner? SignerOf(string txnId, bool owns)
    {
        foreach (var layer in Chain)
        {
            foreach (var scope in layer.Scopes)
            {
                if (scope.TxnId == txnId && (owns ? scope.Owns : scope.Locks))
                    return new TxnOwner(layer.Issuer, layer.Kid) { Trust = Trust };
            }
        }

        return null;
    }
}
