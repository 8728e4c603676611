using TinyChain.Ir.Values;
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
        var link = request.Link;
        var answer = await network.Send(new PeerMessage(request.Verb, link, call.From)
        {
            Key = request.Key,
            Body = request.Body,
            Time = call.Time,
            Txn = call.Txn,
            Caller = context.Caller,
            Permits = [.. call.Permits, .. context.Grants],
        }).ConfigureAwait(false);
        return Boundary.Refuse(answer, $"the answer of {link}") is { } refusal
            ? State.Of(refusal) : answer;
    }
}
