using TinyChain.Ir.Values;
using TinyChain.Runtime.Auth;
using TinyChain.Runtime.Execution;
using TinyChain.Runtime.Peers;
using TinyChain.Runtime.Transactions;

namespace TinyChain.Runtime.Kernel;

/// <summary>
/// The way out: the calls of running ops to links on other hosts, in the op's transaction and on
/// behalf of its caller. Calls that don't need each other's answers are on their way at once.
/// </summary>
public sealed class Egress(INetwork network, TxnCalls calls)
{
    /// <summary>Sends a request to an absolute link; the peer's answer or a fault.</summary>
    internal async ValueTask<State> Send(CallContext context, Request request)
    {
        if (calls.Begin(context.Txn, out var fault) is not { } call) return State.Of(fault!);
        context.Turn.GiveAway();
        var message = Compose(context, request, call);
        var answer = await network.Send(message).ConfigureAwait(false);
        return Boundary.Refuse(answer, $"the answer of {request.Link}") is { } refusal
            ? State.Of(refusal) : answer;
    }

    /// <summary>
    /// The message, from the cluster whose code runs (decision 0061). A transaction is claimed by
    /// its owner, once in a chain; a cluster that nobody outside has called is handed over to.
    /// </summary>
    private static PeerMessage Compose(CallContext context, Request request, TxnCall call)
    {
        var (caller, sender) = (context.Caller, SenderOf(context, call));
        var claims = caller.OwnerOf(call.Txn.Id) is null ? call.Permits : [];
        var handover = !claims.IsEmpty
            ? sender.Equals(call.From) ? null : new PeerHandover(call.From, claims)
            : caller.IsAnonymous || caller.Chain[0].Audience.Covers(sender) ? null
            : new PeerHandover(caller.Chain[0].Audience, []);
        return new PeerMessage(request.Verb, request.Link, sender)
        {
            Key = request.Key,
            Body = request.Body,
            Time = call.Time,
            Txn = call.Txn,
            Caller = caller,
            Permits = handover is null ? [.. claims, .. context.Grants] : context.Grants,
            Handover = handover,
        };
    }

    private static Link SenderOf(CallContext context, TxnCall call) =>
        context.Acting is not { } acting ? call.From
            : call.From.WithoutPath().Append(Clusters.Of(acting.Link).Path.AsSpan());
}
