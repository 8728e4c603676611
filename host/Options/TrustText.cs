using TinyChain.Ir.Values;
using TinyChain.Runtime.Auth;

namespace TinyChain.Host.Options;

/// <summary>
/// A trusted issuer in one line, `ISSUER=JWK[;PATH,…]`:
/// `http://example.com/service/users={"kty":"EC",…};/service/shop,/service/bank`.
/// </summary>
internal static class TrustText
{
    /// <summary>The issuer, or null and the problem.</summary>
    internal static TrustedIssuer? Read(string text, out string? problem)
    {
        var (equals, end) = (text.IndexOf('='), text.LastIndexOf('}'));
        if (equals < 0 || end < equals)
        {
            problem = "there is no = with a JWK, {…}, behind it";
            return null;
        }

        var rest = text[(end + 1)..];
        if (rest.Length == 0 || rest[0] == ';')
        {
            var paths = rest.Length == 0 ? [] : rest[1..].Split(',');
            return Of(text[..equals], text[(equals + 1)..(end + 1)], paths, out problem);
        }

        problem = "paths follow the JWK behind a ;";
        return null;
    }

    internal static TrustedIssuer? Of(
        string issuer, string jwk, IEnumerable<string> paths, out string? problem)
    {
        if (!Link.TryParse(issuer, out var link, out _) || link.Host is null)
        {
            problem = "the issuer must be a link with its host, such as "
                + "http://example.com/service/users";
            return null;
        }

        if (PublicKey.ReadJwk(jwk, out problem) is not { } key)
        {
            problem = "the JWK can't be used: " + problem;
            return null;
        }

        var links = new List<Link>();
        foreach (var path in paths)
        {
            if (!path.StartsWith('/') || !Link.TryParse(path, out var at, out _))
            {
                problem = "each path must be one of this host's, such as /service/shop";
                return null;
            }

            links.Add(at);
        }

        return new TrustedIssuer(link, key, [.. links]);
    }
}
