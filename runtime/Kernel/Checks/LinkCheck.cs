using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Kernel.Services;
using TinyChain.Runtime.Ports;
using TinyChain.Runtime.Transactions;

namespace TinyChain.Runtime.Kernel.Checks;

/// <summary>
/// Verifies the links between the blocks of each chain that a host keeps, by the starts of blocks
/// alone: so it reads 100 bytes for each million of history. The store may be in use, for a start
/// that is written never changes. Called beside the first requests of a host (decision 0042).
/// </summary>
public sealed class LinkCheck(IStore store)
{
    /// <summary>For each chain, found as it is asked for, what is wrong with it.</summary>
    public IEnumerable<IReadOnlyList<string>> Chains()
    {
        foreach (var (link, version, _) in new DirectoryChecks(store).Walk(Id.Of("service")))
        {
            if (link is null || version is null) continue;
            for (var i = 0; i < version.Count; i++)
            {
                if (version.Values[i].As<RefState>() is not { } declared
                    || ChainAttribute.Read(
                        declared.Node, link.Append(version.Keys[i]), out _) is not { } chain)
                    continue;
                yield return Problems(chain);
            }
        }
    }

    private List<string> Problems(ChainAttribute chain)
    {
        try
        {
            return [.. chain.CheckLinks(new SnapshotSpace(store)).Take(1)
                .Select(problem => $"{chain.Link}: {problem}")];
        }
        catch (InvalidDataException damage)
        {
            return [$"{chain.Link}: {damage.Message}"];
        }
    }
}
