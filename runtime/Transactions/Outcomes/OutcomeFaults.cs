using TinyChain.Ir;
using TinyChain.Ir.Values;

namespace TinyChain.Runtime.Transactions.Outcomes;

/// <summary>Why a request that may commit only once is refused.</summary>
internal static class OutcomeFaults
{
    internal static Fault Another() => Fault.BadRequest("this Idempotency-Key belongs to another "
        + "request: the same key needs the same verb, target and body");

    internal static Fault Full() => Fault.Unavailable("too many outcomes are kept already; send "
        + "the request without Idempotency-Key, or try later");

    internal static Fault Running(TimeSpan patience) => Fault.Unavailable(
        "outcome pending: a request with this Idempotency-Key has not ended within "
        + $"{patience.TotalSeconds:0.###} s; send it again to hear how it ended");

    internal static Fault TooLong() => Fault.Limit(
        "bytes of the answer to a request with an Idempotency-Key", Limits.OutcomeBytes);

    internal static Fault Used(string id) => Fault.Conflict(
        $"the token is good for one commit, and transaction {id} was that");

    internal static Fault InUse() => Fault.Conflict(
        "the token is good for one commit, and another request runs by it");
}
