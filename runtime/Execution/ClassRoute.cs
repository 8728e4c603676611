using System.Collections.Immutable;
using TinyChain.Ir.Ops;
using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Intrinsics;

namespace TinyChain.Runtime.Execution;

/// <summary>
/// What a class answers (spec/language.md 4.1): it makes instances, and its attributes can be used
/// without one, and so without `$self`. Then come the methods of every state.
/// </summary>
internal static class ClassRoute
{
    internal static ValueTask<State> Send(
        CallContext context, ClassDef definition, ImmutableArray<Id> path, Message message)
    {
        if (CallGuard.Refuse(context) is { } refusal) return new(State.Of(refusal));
        if (path.IsEmpty) return new(Construct(definition, message));
        return definition.Prototype.TryGet(path[0].Text, out var attribute)
            ? Dispatch.Send(context, attribute, path[1..], message)
            : SendUp(context, definition, path, message);
    }

    /// <summary>`POST state/class {prototype}`: a class below the state's native class.</summary>
    internal static State Extend(State parent, MapState prototype) =>
        State.Of(new ClassDef(Link.Local(parent.Class.Path), prototype));

    private static async ValueTask<State> SendUp(
        CallContext context, ClassDef definition, ImmutableArray<Id> path, Message message)
    {
        var attribute = await ClassTree.Find(context, definition, path[0]).ConfigureAwait(false);
        var answer = attribute.IsUnset
            ? Dispatch.SendNative(context, State.Of(definition), path, message)
            : Dispatch.Send(context, attribute, path[1..], message);
        return await answer.ConfigureAwait(false);
    }

    private static State Construct(ClassDef definition, Message message) => message.Verb switch
    {
        Verb.Get => StandOn(definition, message.Key),
        Verb.Post => Instance.Of(definition, State.None, message.Parameters),
        Verb.Put or Verb.Delete => Dispatch.NotAllowed(State.Of(definition), message),
    };

    /// <summary>An instance over the key, cast to the native class below the user's.</summary>
    private static State StandOn(ClassDef definition, State key)
    {
        var isClass = definition.Parent.Host is null
            && StateClass.Find(definition.Parent.ToString()) is not null;
        var parent = isClass && StateFunctions.IsKnown(definition.Parent)
            ? StateFunctions.Get(definition.Parent, key) : key;
        return parent.IsFault ? parent : Instance.Of(definition, parent, MapState.Empty);
    }
}
