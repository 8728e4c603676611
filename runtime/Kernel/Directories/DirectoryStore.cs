using TinyChain.Ir.Values;
using TinyChain.Runtime.Ports;

namespace TinyChain.Runtime.Kernel.Directories;

/// <summary>
/// Loads and saves the tree below one root. A save has reached the disk on return.
/// </summary>
public sealed class DirectoryStore(IStore store, Id root)
{
    // Records per read while loading: bounds the memory of one page.
    private const int Page = 256;

    public Id Root { get; } = root;

    /// <summary>
    /// The tree as stored. Each record that can't be used is reported, and costs only itself.
    /// </summary>
    public DirectoryTree Load(Action<string> report)
    {
        var tree = DirectoryTree.Empty;
        var (from, to) = DirectoryRecord.Below(Root);
        while (true)
        {
            var page = store.Scan(new KeyRange(from, to), Page);
            foreach (var (key, value) in page) tree = Add(tree, key, value, report);
            if (page.Count < Page) return tree;
            from = [.. page[^1].Key, 0];
        }
    }

    public void SaveDirectory(Link path) => Save(path, DirectoryRecord.Directory);

    public void SaveItem(Link path) => Save(path, DirectoryRecord.Item);

    public void SaveVersion(Link path, VersionEntry version, byte[] encoding) =>
        Save(path, DirectoryRecord.Version(version, encoding));

    /// <summary>Saves directories, and then items, in one write.</summary>
    public void SaveParents(IEnumerable<Link> directories, IEnumerable<Link> items)
    {
        store.Write(
        [
            .. directories.Select(d => new StoreWrite(
                DirectoryRecord.Key(d), DirectoryRecord.Directory)),
            .. items.Select(i => new StoreWrite(DirectoryRecord.Key(i), DirectoryRecord.Item)),
        ]);
        store.Sync();
    }

    private void Save(Link path, byte[] value)
    {
        store.Write([new StoreWrite(DirectoryRecord.Key(path), value)]);
        store.Sync();
    }

    private static DirectoryTree Add(
        DirectoryTree tree, byte[] key, byte[] value, Action<string> report)
    {
        if (DirectoryRecord.PathOf(key) is not { } link)
        {
            report($"a record's key is damaged: {Convert.ToHexString(key)}");
            return tree;
        }

        var path = link.Path;
        var parent = tree.At(path[..^1]);
        if (parent is DirectoryEntry && DirectoryRecord.IsDirectory(value))
            return tree.With(path, DirectoryEntry.Empty);
        if (parent is DirectoryEntry && DirectoryRecord.IsItem(value))
            return tree.With(path, ItemEntry.Empty);
        if (parent is ItemEntry item && DirectoryRecord.IsVersion(value)
            && VersionId.Parse(path[^1].Text) is { } id)
        {
            var version = DirectoryRecord.Read(link, value);
            if (version.Content.As<Fault>() is { } fault) report(fault.Message);
            return tree.With(path[..^1], item.With(id, version));
        }

        report($"the record of {link} is damaged, or its parent is missing");
        return tree;
    }
}
