using System.Collections.Immutable;
using TinyChain.Ir.Intrinsics;
using TinyChain.Ir.Ops;
using TinyChain.Ir.Refs;
using TinyChain.Ir.Types;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Collections;
using TinyChain.Runtime.Intrinsics;

namespace TinyChain.Runtime.Execution;

/// <summary>
/// Routes a verb on a state: a map's entry, a tuple's item, an op's call, an object's attribute, a
/// method of the state's class (spec/language.md 5). Called by running ops, and by the kernel for
/// what is installed.
/// </summary>
public static class Dispatch
{
    public static ValueTask<State> Get(
        CallContext context, State subject, ImmutableArray<Id> path, State key) =>
        TryKey(ref key) is { } refusal && !TakesAnyKey(subject, path) ? new(refusal)
            : Send(context, subject, path, new Message(Verb.Get) { Key = key });

    public static ValueTask<State> Put(
        CallContext context, State subject, ImmutableArray<Id> path, (State Key, State Value) entry)
    {
        var (key, value) = entry;
        return TryKey(ref key) is { } refusal ? new(refusal)
            : Send(context, subject, path, new Message(Verb.Put) { Key = key, Value = value });
    }

    /// <summary>Parameters are a map.</summary>
    public static ValueTask<State> Post(
        CallContext context, State subject, ImmutableArray<Id> path, State parameters)
    {
        var map = OpCalls.Parameters(parameters);
        return map.As<MapState>() is { } entries
            ? Send(context, subject, path, new Message(Verb.Post) { Parameters = entries })
            : new(map);
    }

    public static ValueTask<State> Delete(
        CallContext context, State subject, ImmutableArray<Id> path, State key) =>
        TryKey(ref key) is { } refusal ? new(refusal)
            : Send(context, subject, path, new Message(Verb.Delete) { Key = key });

    /// <summary>Sends the message as far as the path leads, and to what answers there.</summary>
    internal static ValueTask<State> Send(
        CallContext context, State subject, ImmutableArray<Id> path, Message message)
    {
        var (target, rest) = Route.Follow(subject, path);
        return target.As<StateObject>() switch
        {
            Fault => new(target),
            ClusterRef cluster => ClusterRoute.Send(context, cluster, rest, message),
            Instance instance => InstanceRoute.Send(context, instance, rest, message),
            ClassDef definition => ClassRoute.Send(context, definition, rest, message),
            Collection collection => CollectionRoute.Send(context, collection, rest, message),
            _ => SendNative(context, target, rest, message),
        };
    }

    /// <summary>The state's own answer, or that of a method of its native class.</summary>
    internal static ValueTask<State> SendNative(
        CallContext context, State target, ImmutableArray<Id> path, Message message) => path switch
        {
            [] => Answer(context, target, message),
            [var method] => MethodCalls.Send(context, target, method, message),
            _ => new(State.Of(Route.NotFound(target, path))),
        };

    internal static State NotAllowed(State target, Message message) => State.Of(
        Fault.MethodNotAllowed($"{target.Class} does not answer {message.Name}"));

    private static ValueTask<State> Answer(CallContext context, State target, Message message) =>
        OpCalls.Of(target) is { } call
            ? OpCalls.Answers(call.Op, message.Verb)
                ? OpRunner.Call(context, message.To(call))
                : new(State.Of(Fault.MethodNotAllowed(
                    $"{call.Op.Class} does not answer {message.Name}")))
            : new(message.Verb == Verb.Get
                ? Element(target, message.Key) : NotAllowed(target, message));

    /// <summary>GET of a state itself: its entry or item under the key, or all of it.</summary>
    private static State Element(State target, State key) =>
        key.IsNone ? target
        : target.As<MapState>() is not null ? MapBodies.Entry(target, key)
        : target.As<TupleState>() is not null ? TupleBodies.Item(target, key)
        : State.Of(Fault.NotFound($"{target.Class} has no entries: GET it without a key"));

    /// <summary>
    /// Makes the key plain; the fault where it is no value then, and so can't be a key.
    /// </summary>
    private static State? TryKey(ref State key)
    {
        if (IsKey(key)) return null;
        key = PlainValue.Of(key);
        return IsKey(key) ? null
            : State.Of(Fault.BadRequest($"{key.Class} is no value, and can't be a key"));
    }

    /// <summary>The key of a call whose subject is known to be a number.</summary>
    internal static State Key(State key) => TryKey(ref key) ?? key;

    /// <summary>
    /// The path leads to a method that looks at its key whatever it is: `eq` and `ne` of a map.
    /// An object may have a method of its own under the name, which takes values alone.
    /// </summary>
    private static bool TakesAnyKey(State subject, ImmutableArray<Id> path) =>
        Route.Follow(subject, path) is var (target, rest)
        && rest is [var name]
        && IntrinsicTable.Find(target.Class, name.Text) is { TakesAnyKey: true };

    private static bool IsKey(State key) =>
        ValueEquality.IsValue(key) || key.As<RangeState>() is not null;
}
