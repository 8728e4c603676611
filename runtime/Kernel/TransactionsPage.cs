using System.Globalization;
using TinyChain.Ir;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Auth;
using TinyChain.Runtime.Execution;
using TinyChain.Runtime.Transactions;

namespace TinyChain.Runtime.Kernel;

/// <summary>
/// `/host/transactions`, for the host's owner: what is open or in doubt, since when, and whom it
/// waits for (docs/protocol.md, W1 and W2).
/// </summary>
public sealed class TransactionsPage(TxnEngine txns, Policy policy, TimeProvider time)
{
    internal const string Name = "transactions";

    /// <summary>`{"transactions": [{…}, …], "left_out": n}`, the oldest first.</summary>
    public State List(CallContext context)
    {
        if (policy.RefuseUnlessOwner(context.Caller) is { } refused) return State.Of(refused);
        var (listed, leftOut) = txns.List.Oldest(Limits.ListedTxns, context.Txn.Id);
        return TxnMessages.Map(
            (Id.Of("transactions"), State.Tuple([.. listed.Select(Show)])),
            (Id.Of("left_out"), State.Of((long)leftOut)));
    }

    private State Show(TxnStanding txn)
    {
        var since = DateTimeOffset.UnixEpoch.AddTicks((long)(txn.Id.TimeNs / 100));
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
