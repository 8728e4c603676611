using System.Collections.Immutable;
using TinyChain.Ir.Refs;
using TinyChain.Ir.Types;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Intrinsics;

namespace TinyChain.Runtime.Execution;

/// <summary>
/// Routes a verb on a state: a map's entry, a tuple's item, an op's call, a method of the state's
/// class (spec/language.md 5). Called by running ops, and by the kernel for what is installed.
/// </summary>
public static class Dispatch
{
    public static ValueTask<State> Get(
        CallContext context, State subject, ImmutableArray<Id> path, State key)
    {
        if (!IsKey(key)) return NoKey(key);
        var (target, rest) = Route.Follow(subject, path);
        if (target.IsFault) return new(target);
        if (target.As<ClusterRef>() is { } cluster)
            return context.Machinery.Verbs.Get(context, Below(cluster, rest), key);
        if (rest is [var name]) return MethodCalls.Get(context, target, name, key);
        if (!rest.IsEmpty) return NoRoute(target, rest);
        return Callee(target, Verb.Get, out var call) is { } fault ? new(State.Of(fault))
            : call is { } op ? OpRunner.Call(context, op with { Key = key })
            : new(Element(target, key));
    }

    public static ValueTask<State> Put(
        CallContext context, State subject, ImmutableArray<Id> path, (State Key, State Value) entry)
    {
        if (!IsKey(entry.Key)) return NoKey(entry.Key);
        var (target, rest) = Route.Follow(subject, path);
        if (target.IsFault) return new(target);
        if (target.As<ClusterRef>() is { } cluster)
        {
            return context.Machinery.Verbs.Put(
                context, Below(cluster, rest), entry.Key, entry.Value);
        }

        if (!rest.IsEmpty) return NotAllowed(target, rest, Verb.Put);
        return Callee(target, Verb.Put, out var call) is { } fault ? new(State.Of(fault))
            : call is { } op
                ? OpRunner.Call(context, op with { Key = entry.Key, Value = entry.Value })
            : NotAllowed(target, rest, Verb.Put);
    }

    /// <summary>Parameters are a map.</summary>
    public static ValueTask<State> Post(
        CallContext context, State subject, ImmutableArray<Id> path, State parameters)
    {
        var (target, rest) = Route.Follow(subject, path);
        if (target.IsFault) return new(target);
        if (target.As<ClusterRef>() is { } cluster)
            return context.Machinery.Verbs.Post(context, Below(cluster, rest), parameters);
        var map = OpCalls.Parameters(parameters);
        if (map.As<MapState>() is not { } entries) return new(map);
        if (rest is [var name]) return MethodCalls.Post(context, target, name, entries);
        if (!rest.IsEmpty) return NoRoute(target, rest);
        return Callee(target, Verb.Post, out var call) is { } fault ? new(State.Of(fault))
            : call is { } op ? OpRunner.Call(context, op with { Parameters = entries })
            : NotAllowed(target, rest, Verb.Post);
    }

    public static ValueTask<State> Delete(
        CallContext context, State subject, ImmutableArray<Id> path, State key)
    {
        if (!IsKey(key)) return NoKey(key);
        var (target, rest) = Route.Follow(subject, path);
        if (target.IsFault) return new(target);
        if (target.As<ClusterRef>() is { } cluster)
            return context.Machinery.Verbs.Delete(context, Below(cluster, rest), key);
        if (!rest.IsEmpty) return NotAllowed(target, rest, Verb.Delete);
        return Callee(target, Verb.Delete, out var call) is { } fault ? new(State.Of(fault))
            : call is { } op ? OpRunner.Call(context, op with { Key = key })
            : NotAllowed(target, rest, Verb.Delete);
    }

    /// <summary>The call of an op or closure; a fault where it doesn't answer the verb.</summary>
    private static Fault? Callee(State target, Verb verb, out Invocation? call)
    {
        call = OpCalls.Of(target);
        return call is not { Op: var op } || OpCalls.Answers(op, verb) ? null
            : Fault.MethodNotAllowed($"{op.Class} does not answer {Name(verb)}");
    }

    /// <summary>GET of a state itself: its entry or item under the key, or all of it.</summary>
    private static State Element(State target, State key) =>
        key.IsNone ? target
        : target.As<MapState>() is not null ? MapBodies.Entry(target, key)
        : target.As<TupleState>() is not null ? TupleBodies.Item(target, key)
        : State.Of(Fault.NotFound($"{target.Class} has no entries: GET it without a key"));

    private static bool IsKey(State key) =>
        ValueEquality.IsValue(key) || key.As<RangeState>() is not null;

    private static ValueTask<State> NoKey(State key) =>
        new(State.Of(Fault.BadRequest($"{key.Class} is no value, and can't be a key")));

    private static ValueTask<State> NoRoute(State target, ImmutableArray<Id> rest) =>
        new(State.Of(Route.NotFound(target, rest)));

    private static ValueTask<State> NotAllowed(State target, ImmutableArray<Id> rest, Verb verb) =>
        rest.IsEmpty || (rest.Length == 1 && MethodCalls.Has(target, rest[0]))
            ? new(State.Of(Fault.MethodNotAllowed(
                $"{target.Class}{string.Concat(rest.Select(s => "/" + s))} does not answer "
                + Name(verb))))
            : NoRoute(target, rest);

    private static string Name(Verb verb) => verb.ToString().ToUpperInvariant();

    private static Link Below(ClusterRef cluster, ImmutableArray<Id> rest)
    {
        var link = cluster.Path;
        foreach (var segment in rest) link = link.Append(segment);
        return link;
    }
}
