using TinyChain.Ir.Values;

namespace TinyChain.Runtime.Kernel.Services;

/// <summary>
/// The version of a service that an op belongs to, as its links may name it: without a host, or
/// with one of those under which the service is known.
/// </summary>
public sealed class OwnVersion(Link path, params string?[] hosts)
{
    /// <summary>The version's link, without a host.</summary>
    public Link Path { get; } = path.WithoutHost();

    /// <summary>Whether the link is the version's or of something below it.</summary>
    public bool Holds(Link link) =>
        (link.Host is null || hosts.Contains(link.Host))
        && link.Path.Length >= Path.Path.Length
        && link.Path.AsSpan()[..Path.Path.Length].SequenceEqual(Path.Path.AsSpan());
}
