using System.Collections.Immutable;
using TinyChain.Ir.Ops;
using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;

namespace TinyChain.Runtime.Execution;

/// <summary>
/// What an instance answers (spec/language.md 4.2, O3): its members, its class's prototype, what
/// the class inherits, then the state that it stands on. Without a path that state answers alone.
/// </summary>
internal static class InstanceRoute
{
    internal static ValueTask<State> Send(
        CallContext context, Instance instance, ImmutableArray<Id> path, Message message)
    {
        if (CallGuard.Refuse(context) is { } refusal) return new(State.Of(refusal));
        if (path.IsEmpty)
            return Dispatch.Send(context, Instance.Native(State.Of(instance)), path, message);
        return Own(instance, path[0]) is { } entry
            ? Use(context, (instance, entry), path, message)
            : SendUp(context, instance, path, message);
    }

    private static State? Own(Instance instance, Id name) =>
        instance.Members.TryGet(name.Text, out var member) ? member
        : instance.Definition.Prototype.TryGet(name.Text, out var attribute) ? attribute
        : null;

    /// <summary>Looks above what the instance has of its own.</summary>
    private static async ValueTask<State> SendUp(
        CallContext context, Instance instance, ImmutableArray<Id> path, Message message)
    {
        var at = instance;
        while (true)
        {
            var found = Own(at, path[0]) ?? await ClassTree.Find(context, at.Definition, path[0])
                .ConfigureAwait(false);
            if (found.IsFault) return found;
            if (!found.IsUnset)
                return await Use(context, (at, found), path, message).ConfigureAwait(false);
            if (at.Parent.As<Instance>() is not { } below) break;
            at = below;
        }

        // O2: the user's class, where every other state answers with a link to its native one.
        if (message.Verb == Verb.Get && path is [{ Text: "class" }])
            return State.Of(instance.Definition);
        return at.Parent.IsNone && !MethodCalls.Has(at.Parent, path[0])
            ? State.Of(NotFound(instance, path[0]))
            : await Dispatch.Send(context, at.Parent, path, message).ConfigureAwait(false);
    }

    /// <summary>An op at the end of the path is a method; else the path goes on inside.</summary>
    private static ValueTask<State> Use(
        CallContext context, (Instance Self, State Entry) found, ImmutableArray<Id> path,
        Message message) =>
        path is [var name] && found.Entry.As<OpDef>() is { } op
            ? Call(context, new Invocation(op) { Self = State.Of(found.Self) }, name, message)
            : Dispatch.Send(context, found.Entry, path[1..], message);

    private static ValueTask<State> Call(
        CallContext context, in Invocation method, Id name, Message message)
    {
        if (!OpCalls.Answers(method.Op, message.Verb))
            return new(State.Of(Fault.MethodNotAllowed(
                $"the method {name} is a {method.Op.Class}: it does not answer {message.Name}")));
        var result = OpRunner.Call(context, message.To(method));
        return result.IsCompletedSuccessfully
            ? new(Within(result.Result, name, message)) : Await(result, name, message);
    }

    private static async ValueTask<State> Await(ValueTask<State> call, Id name, Message message) =>
        Within(await call.ConfigureAwait(false), name, message);

    private static State Within(State result, Id name, Message message) =>
        result.As<Fault>() is { } fault
            ? State.Of(fault.Within($"in call to {message.Name} instance /{name}")) : result;

    private static Fault NotFound(Instance instance, Id name) => Fault.NotFound(
        $"an instance of a class below {instance.Definition.Parent} has nothing at '{name}'");
}
