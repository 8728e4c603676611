using TinyChain.Ir.Checking;
using TinyChain.Ir.Ops;
using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Execution;

namespace TinyChain.Runtime.Kernel;

/// <summary>What the operator is told of a version that was just installed.</summary>
internal static class InstallReport
{
    /// <summary>A line of the log holds so many links; `/host/dependencies` shows all.</summary>
    private const int MostLinks = 20;

    /// <summary>`installed /service/shop/retailer/0.0.0; may call POST http://…`</summary>
    internal static string Summary(ActingVersion version)
    {
        var calls = Foreign(version).ToList();
        var more = calls.Count - MostLinks;
        return $"installed {version.Link}; may call "
            + (calls.Count == 0 ? "nothing else" : string.Join(", ", calls.Take(MostLinks)))
            + (more > 0 ? $", and {more} more" : "");
    }

    /// <summary>The links that are not the version's own.</summary>
    internal static IEnumerable<LinkCall> Foreign(ActingVersion version) =>
        version.Reach.Calls.Where(c => c.Link.Host is not null || !version.Owns(c.Link));

    /// <summary>
    /// GET ops that write: what they write is kept, as if they were POST ops, but whoever sends a
    /// GET takes it for safe (spec/host.md 2.4).
    /// </summary>
    internal static IEnumerable<string> Doubts(Link version, MapState attributes)
    {
        for (var i = 0; i < attributes.Count; i++)
        {
            foreach (var op in NestedOps.In(attributes.Values[i]))
            {
                if (op.Kind == OpKind.Get && Write(op) is { } write)
                    yield return $"{version}/{attributes.Keys[i]} is a GET op and writes: {write}; "
                        + "make it a POST op";
            }
        }
    }

    private static LinkCall? Write(OpDef op)
    {
        foreach (var call in ReachFinder.In(op))
        {
            if (call.Verbs is VerbSet.Put or VerbSet.Delete) return call;
        }

        return null;
    }
}
