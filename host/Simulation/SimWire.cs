using TinyChain.Ir.Values;
using TinyChain.Runtime.Transactions;

namespace TinyChain.Host.Simulation;

/// <summary>
/// The wire between all hosts: it loses, repeats, delays and so reorders, and is cut between some.
/// </summary>
internal sealed class SimWire(SimWorld world)
{
    /// <summary>Messages that are kept, to be repeated much later.</summary>
    private const int MostKept = 64;

    private readonly HashSet<(int, int)> _cuts = [];
    private readonly List<Packet> _kept = [];

    /// <summary>Of 1,000 messages, how many are lost, come twice, and come late.</summary>
    internal (int Lost, int Twice, int Late) Faults { get; set; }

    internal IReadOnlyList<Packet> Kept => _kept;

    internal void Cut(int a, int b)
    {
        _cuts.Add((a, b));
        if (world.Random.Next(2) == 0) _cuts.Add((b, a));
    }

    internal void Heal() => (Faults, _) = ((0, 0, 0), Mend());

    internal bool Mend()
    {
        _cuts.Clear();
        return true;
    }

    /// <summary>Takes a message to a host, and its answer back; or not.</summary>
    internal void Carry(Packet packet, SimHost from, Action<State, TxnId?> answered)
    {
        var to = world.HostOf(packet.Message.Link);
        if (to is null)
        {
            answered(State.Of(Fault.BadGateway($"nobody is at {packet.Message.Link}")), null);
            return;
        }

        if (_kept.Count < MostKept) _kept.Add(packet);
        else _kept[world.Random.Next(MostKept)] = packet;
        var copies = Strikes(Faults.Twice) ? 2 : 1;
        for (var i = 0; i < copies; i++)
        {
            if (IsLost(from.Number, to.Number, packet.What)) continue;
            world.Clock.After(Delay(), () => Deliver(packet, to, from, answered));
        }
    }

    /// <summary>Hands a message to its host, whoever sends it.</summary>
    internal async void Deliver(
        Packet packet, SimHost to, SimHost? from, Action<State, TxnId?>? answered)
    {
        if (!to.IsUp)
        {
            if (answered is not null)
                world.Clock.After(Delay(), () => answered(
                    State.Of(Fault.BadGateway($"no answer from {packet.Message.Link}")), null));
            return;
        }

        var answer = await to.Answer(packet).ConfigureAwait(false);
        world.Note($"h{to.Number} answers {packet.What}: "
            + (answer.As<Fault>()?.Message ?? Text(answer)));
        if (from is null || answered is null) return;
        var clock = to.Engine!.Clock;
        if (!IsLost(to.Number, from.Number, "an answer"))
            world.Clock.After(Delay(), () => answered(answer, clock));
    }

    private static string Text(State answer) => answer.As<MapState>() is { } map
        ? string.Join(
            ", ", map.Keys.Zip(map.Values, (key, value) => $"{key.Text}={value.As<string>()}"))
        : "done";

    private bool IsLost(int from, int to, string what)
    {
        var isLost = from != to && (_cuts.Contains((from, to)) || Strikes(Faults.Lost));
        if (!isLost) return false;
        world.Counts.Lost++;
        world.Note($"lost between h{from} and h{to}: {what}");
        return true;
    }

    private bool Strikes(int ofThousand) => world.Random.Next(1000) < ofThousand;

    private TimeSpan Delay() => TimeSpan.FromMicroseconds(
        Strikes(Faults.Late) ? world.Random.Next(4_000_000) : world.Random.Next(50, 4000));
}
