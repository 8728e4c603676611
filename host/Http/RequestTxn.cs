using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Auth;
using TinyChain.Runtime.Kernel;
using TinyChain.Runtime.Telemetry;
using TinyChain.Runtime.Transactions;

namespace TinyChain.Host.Http;

/// <summary>
/// A request's hold on its transaction: from station 3 until its answer has been sent, since the
/// answer's rows are read as the transaction saw them. `host` is this host as an owner: its link,
/// and its key where hosts have to prove who they are.
/// </summary>
internal sealed class RequestTxn(TxnEngine txns, TxnOwner host) : IDisposable
{
    // Guards the fields below: work that the request has left behind begins nothing again.
    private readonly Lock _gate = new();
    private Txn? _txn;
    private bool _isOver;
    private bool _isPeers;

    // Most requests may commit as often as they like.
    private RequestKeys? _keys;

    /// <summary>
    /// The id of a write's transaction, for its client: it may ask for it later. Null for a GET.
    /// </summary>
    internal string? WriteId { get; private set; }

    /// <summary>This host's clock, where another host has asked (I4); else null.</summary>
    internal string? PeerClock => _isPeers ? txns.Clock.ToString() : null;

    /// <summary>
    /// Station 3, before anything is begun: null where the request is to run; else how it ended
    /// when it was sent before, or the fault.
    /// </summary>
    internal async ValueTask<Answered?> Recall(RawRequest raw, Caller caller, TimeSpan patience)
    {
        // A transaction uses its keys up at its owner, and does not run into them on its way.
        if (!RequestKeys.Has(raw, caller) || OwnerOf(raw, caller) is not null
            || Router.IsTold(raw.Verb, raw.Target.Link))
            return null;
        _keys = new RequestKeys(txns.Outcomes);
        var (known, fault) = await _keys.Claim(raw, caller, patience);
        WriteId = known?.Txn;
        if (known is not null)
            return new Answered(Station.Begin, State.None) { Before = known.Answer };
        return fault is not null ? new Answered(Station.Begin, State.Of(fault)) : null;
    }

    internal Txn? Begin(RawRequest raw, Caller caller, bool isHypothetical, out Fault? fault)
    {
        _isPeers = raw.Peer.Time is not null;
        _txn = txns.Runner.Begin(
            new TxnHeader(raw.Verb, host, raw.Target.Link)
            {
                Id = raw.Target.TxnId,
                Owner = OwnerOf(raw, caller),
                IsHypothetical = isHypothetical,
                Time = raw.Peer.Time,
                Hops = raw.Peer.Hops,
                Before = raw.Peer.Before,
                Caller = caller,
                Principal = caller.Actor?.ToString() ?? "",
            },
            out fault);
        if (raw.Verb != Verb.Get) WriteId = _txn?.Id.ToString();
        return _txn;
    }

    /// <summary>
    /// Begins the transaction again after a conflict. Null where the fault is the answer.
    /// </summary>
    internal async ValueTask<Txn?> Again(Fault fault)
    {
        Txn lost;
        lock (_gate)
        {
            if (_isOver || _txn is null || !TxnRetries.Helps(_txn, fault)) return null;
            (lost, _txn) = (_txn, null);
        }

        var next = await txns.Retries.Again(lost, fault);
        lock (_gate)
        {
            if (!_isOver)
            {
                if (WriteId is not null) WriteId = next?.Id.ToString();
                return _txn = next;
            }
        }

        if (next is not null) txns.Runner.Release(next);
        return null;
    }

    /// <summary>
    /// Station 8: commits, or rolls back where there is a fault. A hypothetical transaction only
    /// ends with the hold on it: what it wrote is still to be printed. Null, or the fault of an
    /// outcome that is not what the answer says.
    /// </summary>
    internal async ValueTask<Fault?> End(AnswerText text)
    {
        if (Last() is not { IsHypothetical: false } txn) return null;
        var fault = text.Fault ?? _keys?.Keep(txn, text);
        var (outcome, reason) = await txns.Runner.End(txn, fault);
        return outcome switch
        {
            OutcomeKind.InDoubt => Fault.Pending(txn.Id.ToString()),
            OutcomeKind.RolledBack => text.Fault is not null ? null
                : fault ?? reason ?? Fault.Conflict(
                    "the transaction was rolled back; send the request again"),
            OutcomeKind.Committed => null,
        };
    }

    /// <summary>
    /// A hypothetical that wrote: others wait for it as long as it is held, as nothing commits it.
    /// </summary>
    internal bool IsInTheWay =>
        _txn is { IsHypothetical: true } hypothetical && txns.Runner.HoldsWrites(hypothetical);

    /// <summary>Lets go of it, once; nothing reads in it any more.</summary>
    public void Dispose()
    {
        var txn = Last();
        _txn = null;
        if (txn is not null) txns.Runner.Release(txn);
        _keys?.Release(txn);
    }

    private Txn? Last()
    {
        lock (_gate)
        {
            _isOver = true;
            return _txn;
        }
    }

    // Between hosts with keys the chain of tokens says who owns it, and no header.
    private TxnOwner? OwnerOf(RawRequest raw, Caller caller) =>
        raw.Target.TxnId is not { } id ? null
        : host.Key.Length > 0 ? caller.OwnerOf(id)
        : raw.Peer.Owner is { } cluster ? new TxnOwner(cluster, "") : null;
}
