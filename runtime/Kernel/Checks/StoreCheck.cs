using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Kernel.Directories;
using TinyChain.Runtime.Kernel.Services;
using TinyChain.Runtime.Ports;
using TinyChain.Runtime.Storage;
using TinyChain.Runtime.Transactions;

namespace TinyChain.Runtime.Kernel.Checks;

/// <summary>
/// Walks all that a host keeps, as it is at one moment, and says what is wrong with it: the file's
/// pages, the directories, and each collection and chain of each service. In memory are a page of
/// entries at a time, and the name of each chain. Called by `tinychain check`.
/// </summary>
public sealed class StoreCheck(SqliteSnapshot store)
{
    private static readonly Id s_service = Id.Of("service");
    private static readonly Id[] s_roots = [Id.Of("class"), Id.Of("lib"), s_service];

    private readonly SnapshotSpace _space = new(store);
    private readonly List<KeyRange> _kept =
        [Replica.Record, TxnClock.Record, .. TxnRecords.All];

    /// <summary>Collections that were looked at.</summary>
    public long Collections { get; private set; }

    /// <summary>Block chains that were looked at.</summary>
    public long Chains { get; private set; }

    /// <summary>Rows of the collections.</summary>
    public long Rows { get; private set; }

    /// <summary>
    /// What is wrong, a line each, with the link and the key of its place; found as it is asked
    /// for. `at` is told of each collection before it is looked at.
    /// </summary>
    public IEnumerable<string> Problems(Action<Link> at) =>
        store.DamagedPages().Select(page => $"{store.Path}: {page}")
            .Concat(s_roots.SelectMany(root => Guard($"/{root}", InRoot(root, at))))
            .Concat(Guard(store.Path, StrayEntries.Find(store, _kept)));

    private IEnumerable<string> InRoot(Id root, Action<Link> at)
    {
        var (from, to) = DirectoryRecord.Below(root);
        _kept.Add(new KeyRange(from, to));
        foreach (var (link, version, problem) in new DirectoryChecks(store).Walk(root))
        {
            if (problem is not null) yield return problem;
            if (link is null || version is null || !root.Equals(s_service)) continue;
            for (var i = 0; i < version.Count; i++)
            {
                if (version.Values[i].As<RefState>() is not { } declared) continue;
                foreach (var line in InAttribute(link.Append(version.Keys[i]), declared.Node, at))
                    yield return line;
            }
        }
    }

    private IEnumerable<string> InAttribute(Link link, Node node, Action<Link> at)
    {
        if (ChainAttribute.Read(node, link, out var fault) is not { } chain)
            return [$"{link}: its declaration can't be read: {fault!.Message}"];
        at(link);
        Collections++;
        if (chain.IsBlock) Chains++;
        _kept.AddRange(chain.Kept().Select(StoredData.Stored));
        return Guard($"{link}", InRows(chain))
            .Concat(Guard($"{link}", chain.CheckHistory(_space).Select(p => $"{link}: {p}")));
    }

    private IEnumerable<string> InRows(ChainAttribute chain)
    {
        Rows += store.Count(StoredData.Stored(chain.Rows));
        foreach (var problem in chain.CheckRows(_space)) yield return $"{chain.Link}: {problem}";
    }

    /// <summary>Damage that stops a walk is a problem too, and stops this walk alone.</summary>
    private static IEnumerable<string> Guard(string where, IEnumerable<string> problems)
    {
        using var each = problems.GetEnumerator();
        string? damage = null;
        while (damage is null)
        {
            try
            {
                if (!each.MoveNext()) yield break;
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                damage = e.Message;
            }

            yield return damage is null ? each.Current
                : $"{where}: {damage}; the rest of it was not looked at";
        }
    }
}
