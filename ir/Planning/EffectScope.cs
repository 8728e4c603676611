using System.Collections.Immutable;
using TinyChain.Ir.Values;

namespace TinyChain.Ir.Planning;

/// <summary>
/// What an effect may touch, as far as a plan can tell. Effects on one subject happen in the order
/// of the program; only those on disjoint subjects may overlap.
/// </summary>
internal sealed class EffectScope
{
    /// <summary>Not known: an op held as a value may do whatever it likes.</summary>
    internal static readonly EffectScope Anything = new(null);

    /// <summary>The functions of `/state` and `/error`, which touch nothing.</summary>
    private static readonly EffectScope s_nothing = new(null);

    private readonly ImmutableArray<Id>? _root;

    private EffectScope(ImmutableArray<Id>? root) => _root = root;

    /// <summary>
    /// The service that a link leads to: its path down to the version. Hosts are not compared, for
    /// two of them may be replicas of one cluster.
    /// </summary>
    internal static EffectScope Of(Link link)
    {
        if (link.Path is [{ Text: "state" or "error" }, ..]) return s_nothing;
        var version = 0;
        while (version < link.Path.Length && VersionId.Parse(link.Path[version].Text) is null)
            version++;
        return new(link.Path[..Math.Min(version + 1, link.Path.Length)]);
    }

    internal bool ConflictsWith(EffectScope other)
    {
        if (this == s_nothing || other == s_nothing) return false;
        if (_root is not { } mine || other._root is not { } theirs) return true;
        var shared = Math.Min(mine.Length, theirs.Length);
        return mine.AsSpan(0, shared).SequenceEqual(theirs.AsSpan(0, shared));
    }
}
