using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Auth;
using TinyChain.Runtime.Execution;
using TinyChain.Runtime.Kernel;
using TinyChain.Runtime.Peers;
using TinyChain.Runtime.Transactions;

namespace TinyChain.Host.Simulation;

/// <summary>
/// A host of the simulation: the real transactions and the real verifier of tokens, over a disk, a
/// network and a clock that are not. It crashes, and starts again over what its disk has kept.
/// </summary>
internal sealed class SimHost(SimWorld world, int number, TimeSpan skew, Honesty honesty)
    : IDisposable
{
    /// <summary>How far clocks may be apart.</summary>
    internal static readonly TimeSpan Forgiven = TimeSpan.FromSeconds(0.5);

    private static readonly ClockWindow s_window = new(TimeSpan.FromSeconds(3), Forgiven);

    private SimDisk _disk = new(world.Random, honesty);
    private HostTime? _time;
    private TokenVerifier? _verifier;

    internal int Number { get; } = number;

    internal Link Address { get; } = SimKeys.LinkOf(number);

    internal TimeSpan Skew { get; } = skew;

    internal bool IsUp { get; private set; }

    /// <summary>How often it has started, and when it did last.</summary>
    internal int Life { get; private set; }

    internal long Since { get; private set; }

    internal TxnEngine? Engine { get; private set; }

    internal SimNetwork Network { get; private set; } = null!;

    internal TokenIssuer Issuer { get; private set; } = null!;

    internal TxnId LastId { get; set; }

    internal TimeProvider Time => _time!;

    /// <summary>The host as an owner of transactions.</summary>
    internal TxnOwner Self => new(
        Address.Append(Id.Of("service"), Id.Of($"sim{Number}")), SimKeys.Of(Number).Public.Kid);

    /// <summary>Where it is called.</summary>
    internal Link OpLink => Self.Cluster.Append(Id.Of("0.0.0"), Id.Of("op"));

    /// <summary>Whether it is up, and its disk works.</summary>
    internal bool IsWell => IsUp && !_disk.IsBroken;

    public void Dispose() => _disk.Dispose();

    internal bool IsAlive(int life) => IsUp && life == Life;

    /// <summary>Starts over what the disk holds; it may break on the way.</summary>
    internal void Start()
    {
        var life = ++Life;
        (IsUp, Since) = (true, world.Clock.Now);
        _time = new HostTime(world.Clock, Skew);
        var entropy = new SimEntropy(world.Random);
        Issuer = new TokenIssuer(
            new KeyRing([new KeyFrom(SimKeys.Of(Number), DateTimeOffset.MinValue)]), _time,
            entropy);
        _verifier = new TokenVerifier(
            new Policy(SimKeys.Operator, null, [Address.Host!]), SimKeys.Trust, Forgiven, _time);
        Network = new SimNetwork(world, this, life);
        try
        {
            Engine = new TxnEngine(
                new TxnWorld(_disk, Network, _time, entropy), s_window, versionBytes: 1 << 20);
            Engine.TellAgain();
        }
        catch (IOException)
        {
            Crash();
        }
    }

    /// <summary>The power is gone. What was running never goes on.</summary>
    internal void Crash()
    {
        if (!IsUp) return;
        world.Note($"h{Number} crashes");
        world.Counts.Crashes++;
        IsUp = false;
        _time!.Stop();
        _disk.Cut();
    }

    internal void Restart()
    {
        Crash();
        _disk = _disk.Restart();
        var (unsynced, kept) = _disk.LastCrash;
        world.Counts.Unsynced += unsynced;
        world.Counts.Kept += kept;
        world.Note($"h{Number} starts; its disk kept {kept} of {unsynced} unsynced batches");
        Start();
    }

    /// <summary>At one of the next writes or syncs the disk fails, or the power goes.</summary>
    internal void BreakDisk(int points, bool isCrash)
    {
        var disk = _disk;
        disk.BreakAfter(points, () =>
        {
            world.Note($"h{Number}'s disk breaks");
            if (isCrash && disk == _disk) Crash();
        });
    }

    /// <summary>What waits for the disk goes to it.</summary>
    internal void ServeDisk()
    {
        if (IsUp) Engine!.Commits.WriteBatch();
    }

    /// <summary>Stations 1 to 8 of a client's request.</summary>
    internal async Task Ask(SimRequest request, string token)
    {
        var call = new IncomingCall(Verb.Post, OpLink, null, request.Chosen, request.Body);
        if (Admit(token, call, out var fault) is { } caller)
        {
            await new SimCall(world, this).Begin(request, caller).ConfigureAwait(false);
            return;
        }

        world.Note($"h{Number} refuses a client: {fault!.Message}");
        request.Refusal = fault.Kind;
        request.End(Ending.Aborted, world.Clock.Next());
    }

    /// <summary>Stations 1 to 8 of a request from another host.</summary>
    internal async Task<State> Answer(Packet packet)
    {
        var message = packet.Message;
        var call = new IncomingCall(
            message.Verb, message.Link, packet.Key, message.Txn?.Id, packet.Body);
        if (Admit(packet.Token, call, out var fault) is not { } caller) return State.Of(fault!);
        if (packet.Token is not null) world.Judge.Accepted(packet, this);
        try
        {
            return message.Link.Path[0].Text == "transact"
                ? await Control(message, caller).ConfigureAwait(false)
                : await new SimCall(world, this).Take(message, caller).ConfigureAwait(false);
        }
        catch (IOException)
        {
            return State.Of(Fault.Unavailable("the disk has failed"));
        }
    }

    private Caller? Admit(string? token, IncomingCall call, out Fault? fault)
    {
        var header = token is null ? null : $"Bearer {token}";
        if (_verifier!.Verify(header, call, out fault) is not { } caller) return null;
        fault = Router.Authorize(caller, call.Verb, call.Link);
        return fault is null ? caller : null;
    }

    private ValueTask<State> Control(PeerMessage message, Caller caller)
    {
        var handler = new TransactHandler(Engine!.Control);
        // Nothing is compiled or called there.
        var context = new CallContext(
            caller, new Txn(default), new Budget(Time, s_window.Ttl), new Machinery(null!, null!));
        return message.Verb == Verb.Get
            ? handler.Get(context, message.Link, message.Key)
            : handler.Post(context, message.Link, message.Body);
    }
}
