using System.Collections.Immutable;
using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;

namespace TinyChain.Ir.Checking;

/// <summary>
/// The links that code may send verbs to, each with all that is below it: those that stand in the
/// code (<see cref="ReachFinder"/>), and those that its author declares.
/// </summary>
public sealed class Reach
{
    // Hosts have no case, and a link without one stands under "".
    private readonly Dictionary<string, Branch> _hosts = new(StringComparer.OrdinalIgnoreCase);

    private Reach(ImmutableArray<LinkCall> calls)
    {
        Calls = calls;
        foreach (var call in calls)
        {
            var at = _hosts.TryGetValue(call.Link.Host ?? "", out var known)
                ? known : _hosts[call.Link.Host ?? ""] = new Branch();
            foreach (var name in call.Link.Path) at = at.Grow(name.Text);
            at.Verbs |= call.Verbs;
        }
    }

    /// <summary>Each link once, as it is written, in the order of their texts.</summary>
    public ImmutableArray<LinkCall> Calls { get; }

    public static Reach Of(IEnumerable<LinkCall> calls) => new(
    [
        .. calls.GroupBy(c => c.Link).OrderBy(g => g.Key.ToString(), StringComparer.Ordinal)
            .Select(g => new LinkCall(
                g.Aggregate(VerbSet.None, (all, call) => all | call.Verbs), g.Key)),
    ]);

    /// <summary>
    /// Whether the verb may be sent to a path of a host, which is null for links without one.
    /// </summary>
    public bool Holds(Verb verb, string? host, ImmutableArray<Id> path)
    {
        if (!_hosts.TryGetValue(host ?? "", out var at)) return false;
        var wanted = (VerbSet)(1 << (int)verb);
        foreach (var name in path)
        {
            if ((at.Verbs & wanted) != 0) return true;
            if (at.Below(name.Text) is not { } next) return false;
            at = next;
        }

        return (at.Verbs & wanted) != 0;
    }

    /// <summary>A line for each link.</summary>
    public override string ToString() =>
        Calls.IsEmpty ? "nothing\n" : string.Concat(Calls.Select(call => $"{call}\n"));

    /// <summary>A path, the verbs that may be sent there, and the longer paths.</summary>
    private sealed class Branch
    {
        private Dictionary<string, Branch>? _below;

        internal VerbSet Verbs { get; set; }

        internal Branch? Below(string name) => _below?.GetValueOrDefault(name);

        internal Branch Grow(string name)
        {
            _below ??= [];
            return _below.TryGetValue(name, out var branch) ? branch
                : _below[name] = new Branch();
        }
    }
}
