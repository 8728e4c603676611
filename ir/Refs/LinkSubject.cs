using TinyChain.Ir.Values;

namespace TinyChain.Ir.Refs;

/// <summary>A link: a class's URI, a path of this host, or another host's.</summary>
public sealed class LinkSubject(Link link) : Subject
{
    public Link Link { get; } = link;

    public override string ToString() => Link.ToString();
}
