using System.Collections.Frozen;
using TinyChain.Ir.Values;

namespace TinyChain.Runtime.Auth;

/// <summary>
/// Whom this host believes: keys that the operator has given it, and its own. Nothing is ever
/// fetched, least of all from where a token says. An immutable value; a change is a new store,
/// which is told apart from the old one by being another object.
/// </summary>
public sealed class TrustStore
{
    private readonly FrozenDictionary<string, TrustedIssuer[]> _byKid;

    public TrustStore(IEnumerable<TrustedIssuer> issuers) =>
        _byKid = issuers.GroupBy(issuer => issuer.Key.Kid, StringComparer.Ordinal)
            .ToFrozenDictionary(g => g.Key, g => g.ToArray(), StringComparer.Ordinal);

    public int Count => _byKid.Count;

    /// <summary>The entry for a layer's issuer and key; null when it is not trusted.</summary>
    public TrustedIssuer? Find(Link issuer, string kid)
    {
        TrustedIssuer? found = null;
        foreach (var entry in Of(kid))
        {
            if (!entry.Issuer.Covers(issuer)) continue;
            // The closest says most: an entry for a host, and one with paths for a cluster on it.
            if (found is null || found.Issuer.Path.Length < entry.Issuer.Path.Length)
                found = entry;
        }

        return found;
    }

    /// <summary>Whether the issuer may speak for the path.</summary>
    internal bool SpeaksFor(Link issuer, string kid, Link path)
    {
        foreach (var entry in Of(kid))
        {
            if (!entry.Issuer.Covers(issuer)) continue;
            foreach (var given in entry.Paths)
            {
                if (Scope.IsPrefix(given.Path, path.Path)) return true;
            }
        }

        return false;
    }

    private TrustedIssuer[] Of(string kid) => _byKid.GetValueOrDefault(kid, []);
}
