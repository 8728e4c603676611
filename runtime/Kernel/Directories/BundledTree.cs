using TinyChain.Ir.Values;

namespace TinyChain.Runtime.Kernel.Directories;

/// <summary>A tree while bundled versions are added to it, and what that makes anew.</summary>
internal sealed class BundledTree(DirectoryTree tree)
{
    private readonly List<Link> _directories = [];
    private readonly List<Link> _items = [];

    internal DirectoryTree Tree { get; private set; } = tree;

    internal IReadOnlyList<Link> Directories => _directories;

    internal IReadOnlyList<Link> Items => _items;

    internal bool IsGrown => _directories.Count + _items.Count > 0;

    /// <summary>Adds a version and what is above it; says what is in its way, or null.</summary>
    internal string? Add(BundledVersion version)
    {
        var (path, id) = (version.Item.Path, version.Id);
        for (var length = 2; length < path.Length; length++)
        {
            var parent = Link.Of(path.AsSpan()[..length]);
            if (Tree.At(parent.Path) is ItemEntry) return $"{parent} is an item, and no directory";
            if (Tree.At(parent.Path) is not null) continue;
            Tree = Tree.With(parent.Path, DirectoryEntry.Empty);
            _directories.Add(parent);
        }

        if (Tree.At(path) is DirectoryEntry) return $"{version.Item} is a directory, and no item";
        if (Tree.At(path) is null) _items.Add(version.Item);
        var item = Tree.At(path) as ItemEntry ?? ItemEntry.Empty;
        if (!item.Versions.TryGetValue(id, out var present))
            Tree = Tree.With(path, item.With(id, version.Version));
        else if (!present.Content.IsFault && !IsSame(present, version.Version))
            return $"{version.Item}/{id} is installed already, with another definition";
        return null;
    }

    private static bool IsSame(VersionEntry one, VersionEntry other) =>
        one.Hash.AsSpan().SequenceEqual(other.Hash.AsSpan());
}
