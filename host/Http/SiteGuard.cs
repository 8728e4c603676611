using System.Collections.Frozen;
using TinyChain.Ir.Values;

namespace TinyChain.Host.Http;

/// <summary>
/// Refuses what a web page of another site makes a browser send: a browser on the host's own
/// machine reaches it, and asks nobody before it posts a form or a text (decision 0008). `origins`
/// are the host's own, such as `http://127.0.0.1:8702`. Other programs send neither header.
/// </summary>
internal sealed class SiteGuard(IEnumerable<string> origins)
{
    private const string FetchSite = "Sec-Fetch-Site";

    private readonly FrozenSet<string> _origins =
        origins.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>The fault that refuses a PUT, POST or DELETE; null lets it in.</summary>
    internal Fault? Refuse(HttpRequest request)
    {
        var origin = request.Headers.Origin;
        if (origin.Count > 0)
            return origin.Count == 1 && _origins.Contains(origin.ToString()) ? null : Forbidden();
        var site = request.Headers[FetchSite];
        return site.Count == 0 || site.ToString() is "same-origin" or "none" ? null : Forbidden();
    }

    private static Fault Forbidden() => Fault.Forbidden(
        "a web page of another site may not write here; call this host from a program, or give "
        + "--public-url the address that the page came from");
}
