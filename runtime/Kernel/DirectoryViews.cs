using System.Collections.Immutable;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Kernel.Directories;

namespace TinyChain.Runtime.Kernel;

/// <summary>What GET shows of directories, items and their members (spec/host.md 1.4).</summary>
internal static class DirectoryViews
{
    internal static bool IsReplicas(ImmutableArray<Id> rest) =>
        rest.Length == 1 && rest[0].Text == DirectoryNames.Replicas;

    /// <summary>`{"name": isDirectory, …}`; with a key, whether that name is a directory.</summary>
    internal static State Directory(DirectoryEntry directory, Link link, State key)
    {
        if (key.IsNone)
            return State.Map(
                [.. directory.Children.Keys],
                [.. directory.Children.Values.Select(e => State.Of(e is DirectoryEntry))]);
        return DirectoryNames.TextOf(key) is { } name
            && Id.TryParse(name, out var id, out _)
            && directory.Children.TryGetValue(id, out var entry)
                ? State.Of(entry is DirectoryEntry) : Missing(link, key);
    }

    /// <summary>The ids of the versions, ascending; with a key, that version as shown.</summary>
    internal static State Item(
        ItemEntry item, Link link, State key, Func<VersionEntry, Link, State> show)
    {
        if (key.IsNone)
            return State.Tuple(
                [.. item.Versions.Keys.Select(v => State.Of(Id.Of(v.ToString())))]);
        return DirectoryNames.TextOf(key) is { } text
            && VersionId.Parse(text) is { } id
            && item.Versions.TryGetValue(id, out var version)
                ? show(version, link.Append(Id.Of(text))) : Missing(link, key);
    }

    /// <summary>`[[host, key], …]`; with a member's key, its host, else None.</summary>
    internal static State Replicas(Replica self, State key)
    {
        if (key.IsNone)
            return State.Tuple([State.Tuple([State.Of(self.Host), State.Of(self.Key)])]);
        return key.As<Bytes>() is { } wanted
            && wanted.Content.AsSpan().SequenceEqual(self.Key.Content.AsSpan())
                ? State.Of(self.Host) : State.None;
    }

    internal static State Missing(Link link, State key)
    {
        var name = DirectoryNames.TextOf(key) is { } text ? $"'{text}'" : "such key";
        return State.Of(Fault.NotFound($"{link} has no {name}"));
    }
}
