using TinyChain.Ir.Values;
using TinyChain.Runtime.Kernel.Directories;
using TinyChain.Runtime.Ports;

namespace TinyChain.Runtime.Kernel.Checks;

/// <summary>
/// Walks the records below a root: each can be read, has the checksum that it names, and stands
/// below what may hold it.
/// </summary>
internal sealed class DirectoryChecks(IStore store)
{
    // Records in memory at once: a version's may be as large as a request.
    private const int Page = 4;

    internal IEnumerable<DirectoryFinding> Walk(Id root)
    {
        var (from, to) = DirectoryRecord.Below(root);
        while (true)
        {
            var page = store.Scan(new KeyRange(from, to), Page);
            foreach (var (key, value) in page) yield return Look(key, value);
            if (page.Count < Page) yield break;
            from = [.. page[^1].Key, 0];
        }
    }

    private DirectoryFinding Look(byte[] key, byte[] value)
    {
        if (DirectoryRecord.PathOf(key) is not { } link
            || !DirectoryRecord.Key(link).AsSpan().SequenceEqual(key))
            return new(null, null, $"a record's key is damaged: {Convert.ToHexString(key)}");
        if (DirectoryRecord.IsDirectory(value) || DirectoryRecord.IsItem(value))
            return new(link, null, IsInDirectory(link) ? null : NoParent(link, "directory"));
        if (!DirectoryRecord.IsVersion(value) || VersionId.Parse(link.Path[^1].Text) is null)
            return new(link, null, $"{link}: the record is no directory, item or version");
        var content = DirectoryRecord.Read(link, value).Content;
        var problem = content.As<Fault>()?.Message
            ?? (Parent(link) is { } parent && DirectoryRecord.IsItem(parent)
                ? null : NoParent(link, "item"));
        return new(link, content.As<MapState>(), problem);
    }

    private bool IsInDirectory(Link link) =>
        link.Path.Length == 2
        || (Parent(link) is { } parent && DirectoryRecord.IsDirectory(parent));

    private byte[]? Parent(Link link) =>
        store.Get(DirectoryRecord.Key(Link.Of(link.Path.AsSpan()[..^1])));

    private static string NoParent(Link link, string what) =>
        $"{link}: the {what} that it stands in is missing";
}
