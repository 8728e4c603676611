using TinyChain.Ir.Ops;
using TinyChain.Ir.Values;

namespace TinyChain.Ir.Checking;

/// <summary>
/// The installed version that an op stands in (spec/language.md 4.5). A version never changes, so
/// what its own links lead to is known before any op runs: calls among its ops need no routing.
/// </summary>
public sealed class Library(Link version, MapState attributes)
{
    /// <summary>The version's link, such as `/lib/demo/units/0.0.0`.</summary>
    public Link Version { get; } = version;

    public MapState Attributes { get; } = attributes;

    /// <summary>
    /// The op that a link leads to; null where that is no op of this very version. A link with a
    /// host is routed: whether the host is this one is not known here.
    /// </summary>
    public OpDef? Find(Link link) =>
        link.Host is null && link.Path.Length == Version.Path.Length + 1
        && link.Path.AsSpan(0, Version.Path.Length).SequenceEqual(Version.Path.AsSpan())
        && Attributes.TryGet(link.Path[^1].Text, out var attribute)
            ? attribute.As<OpDef>() : null;
}
