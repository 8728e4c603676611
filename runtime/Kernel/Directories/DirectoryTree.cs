using System.Collections.Immutable;
using TinyChain.Ir.Diagnostics;
using TinyChain.Ir.Values;

namespace TinyChain.Runtime.Kernel.Directories;

/// <summary>
/// All directories and items below one root, as one immutable value. Paths include the root's own
/// segment.
/// </summary>
public sealed class DirectoryTree(DirectoryEntry root)
{
    public static readonly DirectoryTree Empty = new(DirectoryEntry.Empty);

    /// <summary>
    /// The entry at the longest prefix of the path that names one, and the prefix's length. An item
    /// ends the walk.
    /// </summary>
    public (Entry Entry, int Length) Find(ImmutableArray<Id> path)
    {
        Entry entry = root;
        var length = 1;
        while (length < path.Length
            && entry is DirectoryEntry directory
            && directory.Children.TryGetValue(path[length], out var child))
        {
            (entry, length) = (child, length + 1);
        }

        return (entry, length);
    }

    /// <summary>All versions of all items, in the order of their paths.</summary>
    public IEnumerable<VersionEntry> Versions()
    {
        var rest = new Stack<Entry>([root]);
        while (rest.TryPop(out var entry))
        {
            foreach (var version in (entry as ItemEntry)?.Versions.Values ?? [])
                yield return version;
            foreach (var child in (entry as DirectoryEntry)?.Children.Values.Reverse() ?? [])
                rest.Push(child);
        }
    }

    /// <summary>The entry at exactly this path, or null.</summary>
    public Entry? At(ImmutableArray<Id> path)
    {
        var (entry, length) = Find(path);
        return length == path.Length ? entry : null;
    }

    /// <summary>The tree with an entry added or replaced; its parent is a directory.</summary>
    public DirectoryTree With(ImmutableArray<Id> path, Entry entry)
    {
        for (var length = path.Length - 1; length > 0; length--)
        {
            var parent = At(path[..length]) as DirectoryEntry;
            Check.That(parent is not null, "an entry's parent is a directory");
            entry = parent!.With(path[length], entry);
        }

        return new DirectoryTree((DirectoryEntry)entry);
    }
}
