namespace TinyChain.Host.Simulation;

/// <summary>
/// What clients ask for: trees of calls over the hosts. A purchase calls several at once, and one
/// of them calls on; a transfer writes at two; a report reads at many; an op may call back the host
/// that called it, and may fail in the middle.
/// </summary>
internal sealed class Workload(Random random, int hosts)
{
    /// <summary>Lists at each host: few, so that transactions meet.</summary>
    internal const int KeysOfHost = 3;

    private const int Depth = 3;

    private readonly List<SimOp> _ops = [];
    private readonly List<string> _chosen = [];
    private long _values;

    internal SimOp Op(long number) => _ops[(int)number];

    /// <summary>A request; `freshId` is an id of this moment.</summary>
    internal SimRequest Next(int host, Func<string> freshId)
    {
        var isReport = random.Next(5) == 0;
        return new SimRequest(Tree(host, random.Next(Depth), isReport))
        {
            IsHypothetical = random.Next(20) == 0,
            Chosen = random.Next(6) == 0 ? Choose(freshId) : null,
        };
    }

    /// <summary>Reads all lists of a host.</summary>
    internal SimOp ReadAll(int host) => Add(
        host,
        [
            .. Enumerable.Range(host * KeysOfHost, KeysOfHost)
                .Select(key => new SimAction.Read(key)),
        ]);

    // Some ids are used twice: by one client again, and by another at another host.
    private string Choose(Func<string> freshId)
    {
        if (_chosen.Count > 0 && random.Next(3) == 0) return _chosen[random.Next(_chosen.Count)];
        _chosen.Add(freshId());
        return _chosen[^1];
    }

    private SimOp Tree(int host, int depth, bool isReport)
    {
        var actions = new List<SimAction>();
        for (var i = random.Next(1, 4); i > 0; i--) actions.Add(Leaf(host, isReport));
        if (depth > 0)
        {
            SimOp[] calls =
            [
                .. Enumerable.Range(0, random.Next(1, 4))
                    .Select(_ => Tree(random.Next(hosts), random.Next(depth), isReport)),
            ];
            actions.Insert(
                random.Next(actions.Count + 1), new SimAction.Call(calls, random.Next(2) == 0));
        }

        return Add(host, actions);
    }

    private SimOp Add(int host, IReadOnlyList<SimAction> actions)
    {
        var op = new SimOp(_ops.Count, host, actions);
        _ops.Add(op);
        return op;
    }

    private SimAction Leaf(int host, bool isReport)
    {
        var key = (host * KeysOfHost) + random.Next(KeysOfHost);
        var kind = random.Next(20);
        return kind == 0 ? new SimAction.Fail()
            : kind < 3 ? new SimAction.Pause(TimeSpan.FromMilliseconds(random.Next(20)))
            : kind < 9 || isReport ? new SimAction.Read(key)
            : new SimAction.Append(key, ++_values);
    }
}
