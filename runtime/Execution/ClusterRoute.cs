using System.Collections.Immutable;
using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;

namespace TinyChain.Runtime.Execution;

/// <summary>A link, or a reference to a cluster: forwards every verb to it (5.7).</summary>
internal static class ClusterRoute
{
    internal static ValueTask<State> Send(
        CallContext context, ClusterRef cluster, ImmutableArray<Id> path, Message message)
    {
        // What is installed may itself forward, even to itself, for as long as the path is; and
        // each time the path is copied.
        if (CallGuard.Refuse(context, 1 + (path.Length / 8)) is { } refusal)
            return new(State.Of(refusal));
        var link = cluster.Path.Append(path.AsSpan());
        var verbs = context.Machinery.Verbs;
        return message.Verb switch
        {
            Verb.Get => verbs.Get(context, link, message.Key),
            Verb.Put => verbs.Put(context, link, message.Key, message.Value),
            Verb.Post => verbs.Post(context, link, State.Of(message.Parameters)),
            Verb.Delete => verbs.Delete(context, link, message.Key),
        };
    }
}
