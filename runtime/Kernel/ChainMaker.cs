using TinyChain.Ir.Values;
using TinyChain.Runtime.Chains;
using TinyChain.Runtime.Collections;
using TinyChain.Runtime.Execution;
using TinyChain.Runtime.Intrinsics;

namespace TinyChain.Runtime.Kernel;

/// <summary>
/// Makes the chains that stand in an op or a body as literals, in the transaction's workspace: they
/// end with it, as the collections that they are about (spec/collections.md 5.2).
/// </summary>
internal static class ChainMaker
{
    /// <summary>The class, where the link is the path of a chain's.</summary>
    internal static StateClass? ClassAt(Link link)
    {
        var target = StateClass.Find(link.WithoutHost().ToString());
        return ReferenceEquals(target, StateClass.ChainSync)
            || ReferenceEquals(target, StateClass.ChainBlock) ? target : null;
    }

    /// <summary>A literal: `{subject, history?}`, where a history is empty yet.</summary>
    internal static State Make(CallContext context, StateClass target, State parameters)
    {
        if (!Parameters.TryRead(
            parameters, ["subject"], ["history"], out var given, out var refusal))
            return State.Of(refusal);
        if (given[0].As<Collection>() is not { } subject || subject is Chain)
            return State.Of(Fault.BadRequest($"{target} takes a collection as its subject"));
        return given[1].IsNone || given[1].As<TupleState>() is { Items.IsEmpty: true }
            ? State.Of(Chain.Make(context.Txn, target, subject))
            : State.Of(Fault.BadRequest(
                $"a {target} in an op begins without a history: give [collection, []]"));
    }
}
