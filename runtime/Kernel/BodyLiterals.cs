using System.Collections.Immutable;
using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Execution;

namespace TinyChain.Runtime.Kernel;

/// <summary>
/// A literal of a collection or a chain in a request's body is a call when it is parsed (decision
/// 0021), and so is made here, before <see cref="Boundary"/> refuses what is a reference indeed.
/// Called by handlers for what they store: a body that is a definition keeps its literals.
/// </summary>
internal static class BodyLiterals
{
    /// <summary>
    /// The body with its literals made in the transaction's workspace; a fault where one is wrong,
    /// or where the body holds any other reference.
    /// </summary>
    internal static ValueTask<State> Make(CallContext context, State body, string what) =>
        body.As<RefState>() is { } reference
            ? Make(context, reference.Node, what)
            : new(Boundary.Refuse(body, what) is { } fault ? State.Of(fault) : body);

    // Limits.JsonDepth bounds the recursion.
    private static async ValueTask<State> Make(CallContext context, Node node, string what)
    {
        switch (node)
        {
            case LiteralNode literal:
                return literal.Value;
            case TupleNode tuple:
                var (items, fault) = await Make(context, tuple.Items, what).ConfigureAwait(false);
                return fault is null ? State.Tuple(items) : State.Of(fault);
            case MapNode map:
                var (values, problem) = await Make(context, map.Values, what)
                    .ConfigureAwait(false);
                return problem is null ? Map(map.Keys, values) : State.Of(problem);
            case GetRef { Subject: LinkSubject { Link: { Host: null } link }, Key: LiteralNode key }
                when CollectionMaker.ClassAt(link) is { } target:
                return CollectionMaker.Make(context, target, key.Value);
            case PostRef { Subject: LinkSubject { Link: { Host: null } link } } post
                when CollectionMaker.ClassAt(link) is { } target
                    && post.Parameters is LiteralNode parameters:
                return await CollectionMaker.Load(context, target, parameters.Value)
                    .ConfigureAwait(false);
            case PostRef { Subject: LinkSubject { Link: { Host: null } link } } post
                when ChainMaker.ClassAt(link) is { } chain:
                var made = await Make(context, post.Parameters, what).ConfigureAwait(false);
                return made.IsFault ? made : ChainMaker.Make(context, chain, made);
            default:
                return State.Of(Boundary.Refuse(State.Of(new RefState(node)), what)!);
        }
    }

    private static async ValueTask<(ImmutableArray<State> Made, Fault? Fault)> Make(
        CallContext context, ImmutableArray<Node> nodes, string what)
    {
        var made = ImmutableArray.CreateBuilder<State>(nodes.Length);
        foreach (var node in nodes)
        {
            var state = await Make(context, node, what).ConfigureAwait(false);
            if (state.As<Fault>() is { } fault) return ([], fault);
            made.Add(state);
        }

        return (made.MoveToImmutable(), null);
    }

    private static State Map(ImmutableArray<Id> keys, ImmutableArray<State> values)
    {
        var map = new MapBuilder();
        for (var i = 0; i < keys.Length; i++) map.Set(keys[i], values[i]);
        return map.ToState();
    }
}
