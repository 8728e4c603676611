using System.Collections.Immutable;
using TinyChain.Ir.Encoding;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Kernel.Directories;
using TinyChain.Runtime.Ports;
using TinyChain.Runtime.Storage;
using Xunit;

namespace TinyChain.Tests.Runtime.Kernel;

public sealed class DirectoryTreeTests
{
    private static readonly Id s_lib = Id.Of("lib");

    [Fact]
    public void A_tree_is_the_same_after_it_was_stored_and_loaded()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        using var store = new MemoryStore();
        var directories = new DirectoryStore(store, s_lib);
        var tree = DirectoryTree.Empty;
        var parents = new List<Link> { Link.Of(s_lib) };
        for (var i = 0; i < 600; i++)
        {
            // Names around '/' in byte order: the order of keys must not part child and parent.
            var path = parents[random.Next(parents.Count)].Append(
                Id.Of("a" + "-.0zé"[random.Next(5)] + random.Next(8)));
            if (tree.At(path.Path) is not null) continue;
            var isItem = random.Next(2) == 0;
            tree = tree.With(path.Path, isItem ? ItemEntry.Empty : DirectoryEntry.Empty);
            if (isItem) directories.SaveItem(path);
            else directories.SaveDirectory(path);
            if (isItem) tree = Install(tree, directories, path, (uint)random.Next(100));
            else parents.Add(path);
        }

        var problems = new List<string>();
        var loaded = directories.Load(problems.Add);
        Assert.Empty(problems);
        Assert.True(Show(tree) == Show(loaded), $"seed {seed}");
    }

    [Fact]
    public void A_damaged_version_costs_only_itself()
    {
        using var store = new MemoryStore();
        var directories = new DirectoryStore(store, s_lib);
        var item = Link.Local("/lib/a");
        directories.SaveItem(item);
        var tree = DirectoryTree.Empty.With(item.Path, ItemEntry.Empty);
        tree = Install(tree, directories, item, 1);
        Install(tree, directories, item, 2);
        Damage(store);
        var problems = new List<string>();
        var loaded = (ItemEntry)directories.Load(problems.Add).At(item.Path)!;
        Assert.Single(problems);
        Assert.Equal(
            [true, false], loaded.Versions.Values.Select(v => v.Content.IsFault));
        Assert.Contains("/lib/a/1.0.0", problems[0]);
    }

    private static void Damage(MemoryStore store)
    {
        var record = store.Scan(new KeyRange([0], [255]), 10)
            .First(e => e.Value.Length > 1);
        record.Value[^1] ^= 1;
        store.Write([new StoreWrite(record.Key, record.Value)]);
    }

    private static DirectoryTree Install(
        DirectoryTree tree, DirectoryStore directories, Link item, uint major)
    {
        var content = State.Map([Id.Of("n")], [State.Of((long)major)]);
        var encoding = StateEncoder.Encode(content);
        var version = VersionEntry.Of(content, encoding);
        var id = new VersionId(major, 0, 0);
        directories.SaveVersion(item.Append(Id.Of(id.ToString())), version, encoding);
        return tree.With(item.Path, ((ItemEntry)tree.At(item.Path)!).With(id, version));
    }

    private static string Show(DirectoryTree tree) =>
        Show(tree.At(ImmutableArray.Create(s_lib))!);

    private static string Show(Entry entry) => entry switch
    {
        DirectoryEntry d => $"({string.Join(' ', d.Children.Select(c => c.Key + Show(c.Value)))})",
        ItemEntry i => $"[{string.Join(' ', i.Versions.Select(v => $"{v.Key}:{Show(v.Value)}"))}]",
        _ => "?",
    };

    private static string Show(VersionEntry version) =>
        Convert.ToHexString(StateEncoder.Encode(version.Content))
        + Convert.ToHexString(version.Hash.AsSpan());
}
