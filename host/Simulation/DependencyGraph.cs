namespace TinyChain.Host.Simulation;

/// <summary>Which transaction comes before which, and why; finds cycles.</summary>
internal sealed class DependencyGraph(int count)
{
    private static readonly (string Name, Edge Strong, Edge Once)[] s_kinds =
    [
        ("G0", Edge.WriteWrite, Edge.None),
        ("G1c", Edge.WriteWrite | Edge.WriteRead, Edge.None),
        ("G-single", Edge.WriteWrite | Edge.WriteRead, Edge.ReadWrite),
        ("G2", Edge.WriteWrite | Edge.WriteRead | Edge.ReadWrite, Edge.None),
    ];

    private readonly Dictionary<int, Edge>[] _next =
        [.. Enumerable.Range(0, count).Select(_ => new Dictionary<int, Edge>())];

    public void Add(int from, int to, Edge edge)
    {
        if (from != to) _next[from][to] = _next[from].GetValueOrDefault(to) | edge;
    }

    /// <summary>The first kind of cycle that there is, by name, with one cycle; or null.</summary>
    public string? FindAnomaly()
    {
        foreach (var time in new[] { Edge.None, Edge.RealTime })
        {
            foreach (var (name, strong, once) in s_kinds)
            {
                if (FindCycle(strong | time, once) is { } cycle)
                    return $"{name}{(time == Edge.None ? "" : "-realtime")}: "
                        + string.Join(" → ", cycle);
            }
        }

        return null;
    }

    /// <summary>
    /// A cycle of `strong` edges, with exactly one `once` edge where that is asked.
    /// </summary>
    private List<int>? FindCycle(Edge strong, Edge once)
    {
        if (once == Edge.None)
        {
            foreach (var node in Enumerable.Range(0, count).Where(InCycle(strong)))
                if (FindPath(node, node, strong) is { } cycle) return cycle;
            return null;
        }

        var isCandidate = InCycle(strong | once);
        for (var from = 0; from < count; from++)
        {
            if (!isCandidate(from)) continue;
            foreach (var (to, edge) in _next[from])
                if ((edge & once) != 0 && FindPath(to, from, strong) is { } path)
                    return [from, .. path];
        }

        return null;
    }

    /// <summary>
    /// What remains when nodes without a way in or without a way out are taken off, for as long as
    /// there are any.
    /// </summary>
    private Func<int, bool> InCycle(Edge edges)
    {
        var (ins, outs) = (new int[count], new int[count]);
        var back = Enumerable.Range(0, count).Select(_ => new List<int>()).ToArray();
        for (var from = 0; from < count; from++)
        {
            foreach (var to in _next[from].Where(e => (e.Value & edges) != 0).Select(e => e.Key))
            {
                outs[from]++;
                ins[to]++;
                back[to].Add(from);
            }
        }

        var isOff = new bool[count];
        var queue = new Queue<int>(Enumerable.Range(0, count).Where(i => ins[i] * outs[i] == 0));
        while (queue.TryDequeue(out var node))
        {
            if (isOff[node]) continue;
            isOff[node] = true;
            foreach (var (to, _) in _next[node].Where(e => (e.Value & edges) != 0))
                if (--ins[to] == 0) queue.Enqueue(to);
            foreach (var from in back[node])
                if (--outs[from] == 0) queue.Enqueue(from);
        }

        return node => !isOff[node];
    }

    private List<int>? FindPath(int start, int goal, Edge edges)
    {
        var from = new Dictionary<int, int>();
        var queue = new Queue<int>([start]);
        var isFirst = true;
        while (queue.TryDequeue(out var node))
        {
            if (node == goal && !isFirst) return Trace(from, start, goal);
            isFirst = false;
            foreach (var (to, edge) in _next[node])
            {
                if ((edge & edges) == 0 || (to != goal && from.ContainsKey(to))) continue;
                from.TryAdd(to, node);
                if (to == goal) return Trace(from, start, goal);
                queue.Enqueue(to);
            }
        }

        return null;
    }

    private static List<int> Trace(Dictionary<int, int> from, int start, int goal)
    {
        var path = new List<int> { goal };
        do path.Add(from[path[^1]]);
        while (path[^1] != start);
        path.Reverse();
        return path;
    }
}
