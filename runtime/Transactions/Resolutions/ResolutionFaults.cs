using System.Globalization;
using TinyChain.Ir;
using TinyChain.Ir.Values;

namespace TinyChain.Runtime.Transactions.Resolutions;

/// <summary>Why an operator's decision is refused, a message each.</summary>
internal static class ResolutionFaults
{
    internal static Fault Unknown(TxnId id) =>
        Fault.NotFound($"nothing of transaction {id} is in doubt here");

    internal static Fault Ended(TxnId id, bool isCommitted) => Fault.Conflict(
        $"transaction {id} is not in doubt here: it is {(isCommitted ? "committed" : "aborted")}");

    internal static Fault Done(Resolution made) => Fault.Conflict(
        $"transaction {made.Id} was {(made.IsCommitted ? "committed" : "aborted")} here by an "
        + "operator before, and stays that");

    internal static Fault OwnedHere(TxnId id) => Fault.Conflict(
        $"this host owns transaction {id}: it decides by itself, and nothing of it is in doubt "
        + "that a restart does not end");

    internal static Fault NotVoted(TxnId id, TimeSpan left) => Fault.Conflict(
        $"transaction {id} has not been voted on here: it rolls back by itself, in {Text(left)} s "
        + "at most");

    internal static Fault StillInTime(TxnId id, Link owner, TimeSpan left) => Fault.Conflict(
        $"transaction {id} is prepared and not in doubt yet: its owner {owner} has {Text(left)} s "
        + "to say how it ends");

    internal static Fault Deciding(TxnId id) => Fault.Conflict(
        $"transaction {id} is being decided; see what came of it");

    internal static Fault DiskFailed() =>
        Fault.Unavailable("the host's disk has failed; see its log, and restart it");

    internal static Fault Full() => Fault.Limit(
        "operators' decisions that no owner has confirmed", Limits.Resolutions);

    private static string Text(TimeSpan time) =>
        Math.Ceiling(time.TotalSeconds).ToString("0", CultureInfo.InvariantCulture);
}
