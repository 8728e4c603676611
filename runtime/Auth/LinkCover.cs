using TinyChain.Ir.Values;

namespace TinyChain.Runtime.Auth;

/// <summary>The one rule by which links of issuers and audiences are compared (rule A7).</summary>
internal static class LinkCover
{
    /// <summary>
    /// Whether both are of one host, and the path is the other's or a beginning of it, by whole
    /// segments: `http://h/service/shop` covers `http://h/service/shop/buy`, not `…/shopping`.
    /// </summary>
    internal static bool Covers(this Link outer, Link inner) =>
        string.Equals(outer.Host, inner.Host, StringComparison.OrdinalIgnoreCase)
        && Scope.IsPrefix(outer.Path, inner.Path);
}
