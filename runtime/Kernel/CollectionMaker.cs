using TinyChain.Ir.Values;
using TinyChain.Runtime.Collections;
using TinyChain.Runtime.Execution;
using TinyChain.Runtime.Intrinsics;

namespace TinyChain.Runtime.Kernel;

/// <summary>
/// Makes collections in a transaction's workspace, where they live as long as it does
/// (spec/collections.md 1.2).
/// </summary>
internal static class CollectionMaker
{
    private const string CopyFrom = "copy_from";

    /// <summary>The class, where the link is the path of one that is made here.</summary>
    internal static StateClass? ClassAt(Link link)
    {
        var target = StateClass.Find(link.WithoutHost().ToString());
        return ReferenceEquals(target, StateClass.BTree)
            || ReferenceEquals(target, StateClass.Table) ? target : null;
    }

    /// <summary>True for the one function below such a class, which is not implemented.</summary>
    internal static bool IsCopyFrom(Link link) =>
        link.Path is [.., { Text: CopyFrom }]
        && ClassAt(Link.Of(link.Path.AsSpan()[..^1])) is not null;

    /// <summary>An empty collection.</summary>
    internal static State Make(CallContext context, StateClass target, State schema)
    {
        var txn = context.Txn;
        return CollectionSchema.Read(target, schema, out var fault) is { } read
            ? State.Of(read.Open(txn.Temporary, txn.NextTemporaryPrefix())) : State.Of(fault!);
    }

    /// <summary>A literal: `{schema, data?}`, where None is no data.</summary>
    internal static async ValueTask<State> Load(
        CallContext context, StateClass target, State parameters)
    {
        if (!Parameters.TryRead(parameters, ["schema"], ["data"], out var given, out var refusal))
            return State.Of(refusal);
        if (CollectionSchema.Read(target, given[0], out var fault) is not { } schema)
            return State.Of(fault!);
        if (CallGuard.Refuse(context, 1 + (given[1].Weight / 64)) is { } spent)
            return State.Of(spent);
        var (space, prefix) = (context.Txn.Temporary, context.Txn.NextTemporaryPrefix());
        if (!given[1].IsNone)
            fault = await schema.Load(space, prefix, given[1]).ConfigureAwait(false);
        return fault is null ? State.Of(schema.Open(space, prefix)) : State.Of(fault);
    }
}
