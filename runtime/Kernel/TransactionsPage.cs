using System.Globalization;
using TinyChain.Ir;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Auth;
using TinyChain.Runtime.Execution;
using TinyChain.Runtime.Transactions;
using TinyChain.Runtime.Transactions.Resolutions;

namespace TinyChain.Runtime.Kernel;

/// <summary>
/// `/host/transactions`, for the host's owner: what is open or in doubt, since when, and whom it
/// waits for; and a way out of a doubt whose owner is gone for ever (docs/protocol.md, W1 to W5).
/// </summary>
public sealed class TransactionsPage(TxnEngine txns, Policy policy, TimeProvider time)
{
    internal const string Name = "transactions";

    private const string Commit = "commit";
    private const string Abort = "abort";

    /// <summary>Others than this machine's programs reach the host.</summary>
    public bool IsPublic { get; init; }

    /// <summary>
    /// `{"transactions": [{…}, …], "left_out": n, "resolved": [{…}, …], "resolved_left_out": n}`:
    /// the oldest transactions; and what operators have decided, contradictions first.
    /// </summary>
    public State List(CallContext context)
    {
        if (policy.RefuseUnlessOwner(context.Caller) is { } refused) return State.Of(refused);
        var (listed, leftOut) = txns.List.Oldest(Limits.ListedTxns, context.Txn.Id);
        var (resolved, more) = txns.Resolutions.List(Limits.ListedTxns);
        return TxnMessages.Map(
            (Id.Of("transactions"), State.Tuple([.. listed.Select(Show)])),
            (Id.Of("left_out"), State.Of((long)leftOut)),
            (Id.Of("resolved"), State.Tuple([.. resolved.Select(Show)])),
            (Id.Of("resolved_left_out"), State.Of((long)more)));
    }

    /// <summary>
    /// Decides a transaction in its owner's place: `{"resolve": "commit" or "abort", "force":
    /// true}`. The answer is the decision, as it is listed.
    /// </summary>
    public async ValueTask<State> Resolve(CallContext context, Id name, State parameters)
    {
        if (RefuseToResolve(context) is { } refused) return State.Of(refused);
        var what = TxnMessages.Text(parameters, Id.Of("resolve"));
        if (TxnId.Parse(name.Text) is not { } id || what is not (Commit or Abort)
            || !IsForced(parameters))
            return State.Of(Fault.BadRequest($"POST /host/{Name}/X takes {{\"resolve\": "
                + $"\"{Commit}\" or \"{Abort}\", \"force\": true}}, where X is a transaction's "
                + "id: that decides in its owner's place, and may break it in two"));
        var by = context.Caller.Actor?.ToString() ?? "";
        var (made, fault) = await txns.Resolutions.Resolve(id, what == Commit, by)
            .ConfigureAwait(false);
        return made is null ? State.Of(fault!) : Show(made);
    }

    private Fault? RefuseToResolve(CallContext context)
    {
        if (policy.RefuseUnlessOwner(context.Caller) is { } refused) return refused;
        if (policy.IsOpen && IsPublic)
            return Fault.Forbidden("this host has no owner, and others reach it (W3): start it "
                + "with --owner, or on a loopback address, to decide what is in doubt");
        // What can't be taken back is decided by a person's request, and by no op's.
        return context is { Acting: null, Txn: { IsMain: true, IsHypothetical: false } } ? null
            : Fault.Forbidden("an operator's decision is a request of its own (W3), and no op's");
    }

    private static bool IsForced(State parameters) =>
        parameters.As<MapState>() is { } map && map.TryGet("force", out var force)
        && force.Equals(State.Of(true));

    private State Show(Resolution made)
    {
        var when = TimeOf(made.AtNs);
        return TxnMessages.Map(
            (Id.Of("id"), State.Of(made.Id.ToString())),
            (Id.Of("state"), State.Of(StageOf(made.IsCommitted))),
            (Id.Of("since"), State.Of(Text(when))),
            (Id.Of("seconds"), State.Of(Seconds(time.GetUtcNow() - when))),
            (Id.Of("by"), State.Of(made.By)),
            (Id.Of("owner"), State.Of(made.Owner.Cluster.ToString())),
            (Id.Of("cluster"), State.Of(made.Cluster.ToString())),
            (Id.Of("owner_says"),
                made.OwnersWord is { } word ? State.Of(StageOf(word)) : State.None),
            (Id.Of("mismatch"), State.Of(made.IsMismatch)));
    }

    private static string StageOf(bool isCommitted) => isCommitted ? "committed" : "aborted";

    private static DateTimeOffset TimeOf(ulong ns) =>
        DateTimeOffset.UnixEpoch.AddTicks((long)(ns / 100));

    private State Show(TxnStanding txn)
    {
        var since = TimeOf(txn.Id.TimeNs);
        return TxnMessages.Map(
            (Id.Of("id"), State.Of(txn.Id.ToString())),
            (Id.Of("role"), State.Of(txn.Role)),
            (Id.Of("state"), State.Of(txn.State)),
            (Id.Of("since"), State.Of(Text(since))),
            (Id.Of("seconds"), State.Of(Seconds(time.GetUtcNow() - since))),
            (Id.Of("owner"), State.Of(txn.Owner.ToString())),
            (Id.Of("link"), State.Of(txn.Link.ToString())),
            (Id.Of("participants"), State.Tuple([.. txn.Participants.Select(Show)])),
            (Id.Of("waiting_for"), Texts(txn.WaitingFor)),
            (Id.Of("issuers"), Texts(txn.Issuers.Select(issuer => issuer.ToString()))));
    }

    private static State Show((Link Cluster, string Stage) participant) => State.Tuple(
        [State.Of(participant.Cluster.ToString()), State.Of(participant.Stage)]);

    private static State Texts(IEnumerable<string> texts) =>
        State.Tuple([.. texts.Select(State.Of)]);

    private static string Text(DateTimeOffset when) => when.UtcDateTime.ToString(
        "yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    // An id may be ahead of this host's clock by the skew.
    private static double Seconds(TimeSpan age) => Math.Round(Math.Max(0, age.TotalSeconds), 3);
}
