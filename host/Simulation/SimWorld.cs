using System.Globalization;
using TinyChain.Ir.Values;

namespace TinyChain.Host.Simulation;

/// <summary>All that the hosts of a schedule share: one clock, one chance, one wire, one judge.
/// </summary>
internal sealed class SimWorld
{
    private readonly Dictionary<SimOp, SimRequest> _requestOf = [];

    internal SimWorld(int seed, SimSetup setup)
    {
        Random = new Random(seed);
        Workload = new Workload(Random, setup.Hosts);
        Wire = new SimWire(this);
        Judge = new SimJudge(this);
        Clients = new SimClients(this);
        Hosts =
        [
            .. Enumerable.Range(0, setup.Hosts).Select(number => new SimHost(
                this, number, TimeSpan.FromMilliseconds(Random.Next(-200, 201)), setup.Disk)),
        ];
    }

    internal Random Random { get; }

    internal SimClock Clock { get; } = new();

    internal Workload Workload { get; }

    internal SimWire Wire { get; }

    internal SimClients Clients { get; }

    internal SimJudge Judge { get; }

    internal SimCounts Counts { get; } = new();

    internal IReadOnlyList<SimHost> Hosts { get; }

    internal List<SimRequest> Requests { get; } = [];

    /// <summary>What happened, a line each.</summary>
    internal List<string> Trace { get; } = [];

    internal void Note(string what) => Trace.Add(string.Create(
        CultureInfo.InvariantCulture,
        $"{TimeSpan.FromTicks(Clock.Now).TotalMilliseconds,12:0.000} ms  {what}"));

    internal SimHost? HostOf(Link link) =>
        Hosts.FirstOrDefault(host => host.Address.Host == link.Host);

    internal SimRequest RequestOf(SimOp op) => _requestOf[op];

    internal void Add(SimRequest request)
    {
        Requests.Add(request);
        Own(request.Root, request);
    }

    internal void Own(SimOp op, SimRequest request)
    {
        _requestOf.Add(op, request);
        foreach (var call in op.Actions.OfType<SimAction.Call>())
            foreach (var inner in call.Ops) Own(inner, request);
    }
}
