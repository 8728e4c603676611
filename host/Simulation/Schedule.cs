using System.Globalization;
using TinyChain.Runtime.Auth;

namespace TinyChain.Host.Simulation;

/// <summary>
/// One schedule: clients and faults for so many steps, as a seed decides; then everything heals,
/// and what is left must be whole.
/// </summary>
internal sealed class Schedule
{
    /// <summary>Points at which a disk can break, in the next two batches.</summary>
    private const int MostPoints = 10;

    /// <summary>
    /// Twice the time that a transaction may take, its votes' next question, and the longest pause
    /// between two attempts to tell.
    /// </summary>
    private static readonly TimeSpan s_healing = TimeSpan.FromSeconds(12);

    private readonly int _steps;
    private readonly SimWorld _world;
    private readonly Intruder _intruder;

    internal Schedule(int seed, SimSetup setup)
    {
        _steps = setup.Steps;
        _world = new SimWorld(seed, setup);
        _intruder = new Intruder(_world);
    }

    internal SimCounts Counts => _world.Counts;

    internal IReadOnlyList<string> Trace => _world.Trace;

    /// <summary>Null, or the invariant that was violated.</summary>
    internal async Task<string?> Run()
    {
        foreach (var host in _world.Hosts) host.Start();
        _world.Wire.Faults = (Chance(60), Chance(60), Chance(80));
        for (var i = 0; i < _steps && _world.Judge.Problem is null; i++)
        {
            Act(_world.Random.Next(100));
            await Pass(TimeSpan.FromMilliseconds(_world.Random.Next(30))).ConfigureAwait(false);
            _world.Judge.Compare(_world.Requests.TakeLast(8));
        }

        Heal();
        await Pass(s_healing).ConfigureAwait(false);
        _world.Judge.Compare(_world.Requests);
        await NextDay().ConfigureAwait(false);
        var last = await ReadAll().ConfigureAwait(false);
        _world.Judge.Finish(last);
        Count();
        foreach (var host in _world.Hosts) host.Dispose();
        return _world.Judge.Problem;
    }

    private void Act(int die)
    {
        var host = _world.Hosts[_world.Random.Next(_world.Hosts.Count)];
        if (!host.IsUp)
        {
            if (die < 50) host.Restart();
        }
        else if (die < 60) Ask(host);
        else if (die < 65) host.Crash();
        else if (die < 76) host.BreakDisk(_world.Random.Next(MostPoints), isCrash: die < 74);
        else if (die < 82) _world.Wire.Cut(
            host.Number, _world.Random.Next(_world.Hosts.Count));
        else if (die < 88) _world.Wire.Mend();
        else if (die < 94) Repeat();
        else _intruder.Strike();
    }

    private void Ask(SimHost host)
    {
        for (var i = _world.Random.Next(1, 4); i > 0; i--)
        {
            var from = i == 1 ? host : _world.Hosts[_world.Random.Next(_world.Hosts.Count)];
            if (!from.IsUp) continue;
            var request = _world.Workload.Next(from.Number, () => FreshId(from));
            _world.Add(request);
            _world.Clients.Send(request, from);
        }
    }

    private string FreshId(SimHost host)
    {
        var ns = (host.Time.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks * 100;
        return string.Create(
            CultureInfo.InvariantCulture, $"{ns}-{_world.Random.Next(1, ushort.MaxValue)}");
    }

    private void Repeat()
    {
        if (_world.Wire.Kept.Count == 0) return;
        Repeat(_world.Wire.Kept[_world.Random.Next(_world.Wire.Kept.Count)]);
    }

    private void Repeat(Packet packet)
    {
        if (_world.HostOf(packet.Message.Link) is not { } to) return;
        _world.Counts.Replayed++;
        _world.Note($"repeated: {packet.What}");
        _world.Wire.Deliver(packet, to, null, null);
    }

    // What is due until then, and all that follows from it at once.
    private async Task Pass(TimeSpan time)
    {
        var until = _world.Clock.Now + time.Ticks;
        do
        {
            await OneThread.Settle();
            foreach (var host in _world.Hosts)
                if (_world.Random.Next(2) == 0) host.ServeDisk();
            await OneThread.Settle();
        }
        while (_world.Clock.TryStep(until));
    }

    private void Heal()
    {
        _world.Note("everything heals");
        _world.Wire.Heal();
        foreach (var host in _world.Hosts)
        {
            host.BreakDisk(int.MaxValue, isCrash: false);
            if (!host.IsWell) host.Restart();
        }
    }

    // A day later nobody takes a message of today, and nothing changes by it.
    private async Task NextDay()
    {
        _world.Clock.Leap(_world.Clock.Now + TimeSpan.FromDays(1).Ticks);
        await Pass(TimeSpan.FromSeconds(1)).ConfigureAwait(false);
        foreach (var packet in _world.Wire.Kept.Take(8).ToList()) Repeat(packet);
        await Pass(TimeSpan.FromSeconds(7)).ConfigureAwait(false);
    }

    private async Task<IReadOnlyCollection<SimRequest>> ReadAll()
    {
        var last = new List<SimRequest>();
        foreach (var host in _world.Hosts)
        {
            var request = new SimRequest(_world.Workload.ReadAll(host.Number));
            _world.Own(request.Root, request);
            last.Add(request);
            _ = new SimCall(_world, host).Begin(request, Caller.Anonymous);
        }

        await Pass(TimeSpan.FromSeconds(7)).ConfigureAwait(false);
        return last;
    }

    private int Chance(int most) => _world.Random.Next(3) == 0 ? 0 : _world.Random.Next(most);

    private void Count()
    {
        _world.Counts.Requests = _world.Requests.Count;
        _world.Counts.Committed = _world.Requests.Count(r => r.Ending == Ending.Committed);
        _world.Counts.RolledBack = _world.Requests.Count(r => r.Ending == Ending.Aborted);
        _world.Counts.Unknown = _world.Requests.Count(r => r.Ending == Ending.Unknown);
    }
}
