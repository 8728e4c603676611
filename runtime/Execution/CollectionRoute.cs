using System.Collections.Immutable;
using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Collections;

namespace TinyChain.Runtime.Execution;

/// <summary>
/// What a collection or a chain answers: what every state does, then its own methods
/// (spec/collections.md 1.5). One transaction's writes come one by one, for two of its calls may
/// write at once what each has checked alone.
/// </summary>
internal static class CollectionRoute
{
    // A step costs a unit of fuel for so many bytes of what it is given, as methods do.
    private const int BytesPerUnit = 64;

    internal static ValueTask<State> Send(
        CallContext context, Collection collection, ImmutableArray<Id> path, Message message)
    {
        if (CallGuard.Refuse(context, Fuel(message)) is { } refusal) return new(State.Of(refusal));
        if (path is [{ Text: "class" or "is_none" } method])
            return MethodCalls.Send(context, State.Of(collection), method, message);
        return message.Verb switch
        {
            Verb.Get => collection.Get(path, message.Key),
            Verb.Post => collection.Post(path, message.Parameters),
            Verb.Put or Verb.Delete => Write(context, collection, path, message),
        };
    }

    private static async ValueTask<State> Write(
        CallContext context, Collection collection, ImmutableArray<Id> path, Message message)
    {
        var turns = context.Txn.Mutations;
        await turns.WaitAsync().ConfigureAwait(false);
        try
        {
            var written = message.Verb == Verb.Put
                ? collection.Put(path, message.Key, message.Value)
                : collection.Delete(path, message.Key);
            return await written.ConfigureAwait(false);
        }
        finally
        {
            turns.Release();
        }
    }

    private static long Fuel(Message message) => 1
        + ((message.Key.Weight + message.Value.Weight + message.Parameters.Weight) / BytesPerUnit);
}
