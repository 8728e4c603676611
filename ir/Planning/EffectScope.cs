using System.Collections.Immutable;
using TinyChain.Ir.Values;

namespace TinyChain.Ir.Planning;

/// <summary>
/// What an effect may touch, as far as a plan can tell. Effects on one subject happen in the order
/// of the program; only those on disjoint subjects may overlap, and reads (decision 0040).
/// </summary>
internal sealed class EffectScope
{
    /// <summary>Not known: an op held as a value may do whatever it likes.</summary>
    internal static readonly EffectScope Anything = new(null, false);

    /// <summary>
    /// A read of who knows what: a GET of `$self`. Where that is an object the frame keeps order.
    /// </summary>
    internal static readonly EffectScope SomeRead = new(null, true);

    /// <summary>The functions of `/state` and `/error`, which touch nothing.</summary>
    private static readonly EffectScope s_nothing = new(null, true);

    private readonly ImmutableArray<Id>? _root;
    private readonly bool _isRead;

    private EffectScope(ImmutableArray<Id>? root, bool isRead) => (_root, _isRead) = (root, isRead);

    /// <summary>
    /// The service that a link leads to: its path down to the version. Hosts are not compared, for
    /// two of them may be replicas of one cluster.
    /// </summary>
    internal static EffectScope Of(Link link, bool isRead = false)
    {
        if (link.Path is [{ Text: "state" or "error" }, ..]) return s_nothing;
        var version = 0;
        while (version < link.Path.Length && VersionId.Parse(link.Path[version].Text) is null)
            version++;
        return new(link.Path[..Math.Min(version + 1, link.Path.Length)], isRead);
    }

    internal bool ConflictsWith(EffectScope other)
    {
        if (this == s_nothing || other == s_nothing || (_isRead && other._isRead)) return false;
        if (_root is not { } mine || other._root is not { } theirs) return true;
        var shared = Math.Min(mine.Length, theirs.Length);
        return mine.AsSpan(0, shared).SequenceEqual(theirs.AsSpan(0, shared));
    }
}
