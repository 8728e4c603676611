using System.Collections.Immutable;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Execution;

namespace TinyChain.Runtime.Kernel.Directories;

/// <summary>
/// What a request is about that leads to a version or below it: the version, the request's link,
/// and what of its path is below the version.
/// </summary>
public readonly record struct Installed(VersionEntry Version, Link Link, ImmutableArray<Id> Path)
{
    /// <summary>The link of the version.</summary>
    public Link Root => Link.Of(Link.Path.AsSpan()[..^Path.Length]);

    /// <summary>The version as the one that acts, where its code runs.</summary>
    internal ActingVersion Acting => Version.Acting ?? Version.ActAt(Root);

    /// <summary>
    /// What the version has under a name, or the fault that says that it has nothing there.
    /// </summary>
    public State this[State name] =>
        DirectoryNames.TextOf(name) is { } text
        && Version.Content.As<MapState>()!.TryGet(text, out var entry)
            ? entry : DirectoryViews.Missing(Link, name);
}
