using TinyChain.Ir.Values;

namespace TinyChain.Runtime.Transactions;

/// <summary>Which cluster answers at a link: what tokens and transactions call a party.</summary>
public static class Clusters
{
    /// <summary>
    /// The link without what is below the item: `/service/shop/retailer/0.0.0/buy` ⇒
    /// `/service/shop/retailer`. A directory is a cluster too, as is each root.
    /// </summary>
    public static Link Of(Link link)
    {
        var path = link.Path;
        var length = 0;
        while (length < path.Length && VersionId.Parse(path[length].Text) is null) length++;
        if (length == path.Length && !IsDirectory(link)) length = Math.Min(1, length);
        return link.WithoutPath().Append(path.AsSpan()[..length]);
    }

    private static bool IsDirectory(Link link) =>
        link.Path is [{ Text: "service" or "lib" or "class" }, ..];
}
