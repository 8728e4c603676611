using System.Buffers.Binary;
using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Auth;
using TinyChain.Runtime.Peers;
using TinyChain.Runtime.Ports;
using TinyChain.Runtime.Transactions;

namespace TinyChain.Host.Simulation;

/// <summary>Runs ops at a host in a transaction, as a client's request or as part of one.</summary>
internal sealed class SimCall(SimWorld world, SimHost host)
{
    private static readonly byte[] s_prefix = "simulate"u8.ToArray();

    private readonly TxnEngine _engine = host.Engine!;

    private TxnOwner Host => host.Self with { Cluster = host.Self.Cluster.WithoutPath() };

    /// <summary>A client's request; what the client hears, if anything, stands in it.</summary>
    internal async Task Begin(SimRequest request, Caller caller)
    {
        request.Started = world.Clock.Next();
        var header = new TxnHeader(Verb.Post, Host, host.Self.Cluster)
        {
            Id = request.Chosen,
            IsHypothetical = request.IsHypothetical,
            Caller = caller,
        };
        try
        {
            if (_engine.Runner.Begin(header, out _) is not { } txn)
            {
                request.End(Ending.Aborted, world.Clock.Next());
                return;
            }

            if (request.Chosen is null) world.Judge.IsLater(host, txn.Id);
            await Run(txn, caller, request).ConfigureAwait(false);
        }
        catch (IOException)
        {
            // The power went while the clock was being set: nobody has an answer.
        }
    }

    /// <summary>Another host's call: it leaves what it does for the owner to decide on.</summary>
    internal async Task<State> Take(PeerMessage message, Caller caller)
    {
        var op = world.Workload.Op(message.Body.As<string>() is { } text
            ? long.Parse(text, System.Globalization.CultureInfo.InvariantCulture) : 0);
        var header = new TxnHeader(Verb.Post, Host, host.Self.Cluster)
        {
            Id = message.Txn!.Id,
            Owner = caller.OwnerOf(message.Txn.Id),
            Time = message.Time,
            Hops = message.Txn.Hops,
            Before = message.Txn.Before,
            Caller = caller,
        };
        if (_engine.Runner.Begin(header, out var refusal) is not { } txn) return State.Of(refusal!);
        var fault = await Do(txn, caller, op).ConfigureAwait(false);
        await _engine.Runner.End(txn, fault).ConfigureAwait(false);
        _engine.Runner.Release(txn);
        return fault is null ? State.None : State.Of(fault);
    }

    private async Task Run(Txn txn, Caller caller, SimRequest request)
    {
        Began(txn, request);
        var fault = await Do(txn, caller, request.Root).ConfigureAwait(false);
        while (fault is not null && TxnRetries.Helps(txn, fault))
        {
            world.Note($"h{host.Number} begins {txn.Id} again: {fault.Message}");
            if (await _engine.Retries.Again(txn, fault).ConfigureAwait(false) is not { } next)
            {
                End(request, OutcomeKind.RolledBack);
                return;
            }

            txn = next;
            world.Counts.Again++;
            Began(txn, request);
            fault = await Do(txn, caller, request.Root).ConfigureAwait(false);
        }

        var outcome = OutcomeKind.RolledBack;
        if (!request.IsHypothetical)
            (outcome, _) = await _engine.Runner.End(txn, fault).ConfigureAwait(false);
        _engine.Runner.Release(txn);
        world.Note($"h{host.Number} ends {txn.Id}: {outcome} {fault?.Message}");
        End(request, outcome);
    }

    private void Began(Txn txn, SimRequest request)
    {
        request.Id = txn.Id;
        world.Note($"h{host.Number} begins {txn.Id}");
    }

    private void End(SimRequest request, OutcomeKind outcome)
    {
        // The client of a host that has crashed hears nothing.
        if (!host.IsUp || host.Engine != _engine) return;
        request.End(
            outcome switch
            {
                OutcomeKind.Committed => Ending.Committed,
                OutcomeKind.RolledBack => Ending.Aborted,
                OutcomeKind.InDoubt => Ending.Unknown,
            },
            outcome == OutcomeKind.InDoubt ? long.MaxValue : world.Clock.Next());
    }

    private async Task<Fault?> Do(Txn txn, Caller caller, SimOp op)
    {
        foreach (var action in op.Actions)
        {
            var fault = action switch
            {
                SimAction.Append append => await Append(txn, op, append).ConfigureAwait(false),
                SimAction.Read read => await Read(txn, op, read).ConfigureAwait(false),
                SimAction.Call call => await Call(txn, caller, call).ConfigureAwait(false),
                SimAction.Fail => Fault.BadRequest("the op fails"),
                SimAction.Pause pause => await Wait(pause.Time).ConfigureAwait(false),
                _ => null,
            };
            if (fault is not null) return fault;
        }

        return null;
    }

    private async Task<Fault?> Append(Txn txn, SimOp op, SimAction.Append append)
    {
        var key = KeyOf(append.Key);
        var fault = await txn.Stored.ClaimRead(KeyRange.Of(key)).ConfigureAwait(false)
            ?? await txn.Stored.ClaimWrite(key).ConfigureAwait(false);
        if (fault is not null) return fault;
        var item = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(item, append.Value);
        fault = txn.Stored.Set(key, [.. txn.Stored.Get(key) ?? [], .. item]);
        if (fault is null) world.RequestOf(op).Append(txn.Id, append.Key, append.Value);
        return fault;
    }

    private async Task<Fault?> Read(Txn txn, SimOp op, SimAction.Read read)
    {
        var key = KeyOf(read.Key);
        if (await txn.Stored.ClaimRead(KeyRange.Of(key)).ConfigureAwait(false) is { } fault)
            return fault;
        var bytes = txn.Stored.Get(key) ?? [];
        world.RequestOf(op).Read(txn.Id, read.Key,
        [
            .. Enumerable.Range(0, bytes.Length / sizeof(long)).Select(i =>
                BinaryPrimitives.ReadInt64BigEndian(bytes.AsSpan(i * sizeof(long)))),
        ]);
        return null;
    }

    private async Task<Fault?> Call(Txn txn, Caller caller, SimAction.Call call)
    {
        if (call.IsAtOnce)
        {
            var faults = await Task.WhenAll(call.Ops.Select(op => Send(txn, caller, op)))
                .ConfigureAwait(false);
            return faults.FirstOrDefault(fault => fault is not null);
        }

        foreach (var op in call.Ops)
            if (await Send(txn, caller, op).ConfigureAwait(false) is { } fault) return fault;
        return null;
    }

    private async Task<Fault?> Send(Txn txn, Caller caller, SimOp op)
    {
        // A call of the host's own does not leave it.
        if (op.Host == host.Number) return await Do(txn, caller, op).ConfigureAwait(false);
        if (_engine.Calls.Begin(txn, out var fault) is not { } call) return fault;
        var answer = await host.Network.Send(new PeerMessage(
            Verb.Post, world.Hosts[op.Host].OpLink, call.From)
        {
            Body = State.Of(op.Number.ToString(System.Globalization.CultureInfo.InvariantCulture)),
            Time = call.Time,
            Txn = call.Txn,
            Caller = caller,
            Permits = call.Permits,
        }).ConfigureAwait(false);
        return answer.As<Fault>();
    }

    private async Task<Fault?> Wait(TimeSpan time)
    {
        await Task.Delay(time, host.Time, CancellationToken.None).ConfigureAwait(false);
        return null;
    }

    private static byte[] KeyOf(int key) => [.. s_prefix, (byte)key];
}
