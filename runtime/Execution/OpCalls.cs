using TinyChain.Ir.Ops;
using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;

namespace TinyChain.Runtime.Execution;

/// <summary>Calls of ops and closures, by verb or with a loop's state.</summary>
internal static class OpCalls
{
    /// <summary>The op and the captures of something callable; null for anything else.</summary>
    internal static Invocation? Of(State callee) =>
        callee.As<OpDef>() is { } op ? new Invocation(op)
        : callee.As<Closure>() is { } closure
            ? new Invocation(closure.Op) { Captured = closure.Captured }
        : null;

    /// <summary>
    /// `while`, `map`, `fold`: a GET or DELETE op takes the state as its key, whatever it is; a
    /// POST op takes a map's entries as its parameters; a PUT op a pair of key and value.
    /// </summary>
    internal static ValueTask<State> CallWith(CallContext context, State callee, State state)
    {
        if (Of(callee) is not { } call)
            return new(State.Of(Fault.BadRequest($"{callee.Class} is no op, and can't be called")));
        return call.Op.Kind switch
        {
            OpKind.Get or OpKind.Delete => OpRunner.Call(context, call with { Key = state }),
            OpKind.Put => CallPut(context, call, state),
            OpKind.Post => Parameters(state) is var parameters
                && parameters.As<MapState>() is { } map
                    ? OpRunner.Call(context, call with { Parameters = map }) : new(parameters),
        };
    }

    private static ValueTask<State> CallPut(CallContext context, Invocation call, State pair) =>
        pair.As<TupleState>() is { Items: [var key, var value] }
            ? OpRunner.Call(context, call with { Key = key, Value = value })
            : new(State.Of(Fault.BadRequest(
                "a PUT op in a loop must be called with a pair of key and value")));

    /// <summary>A state as parameters: a map, or a tuple of pairs of name and value.</summary>
    internal static State Parameters(State state)
    {
        if (state.As<MapState>() is not null) return state;
        if (state.As<TupleState>() is not { } pairs)
        {
            return State.Of(Fault.BadRequest(
                $"a POST op takes a map of parameters, not {state.Class}"));
        }

        var builder = new MapBuilder();
        foreach (var pair in pairs.Items)
        {
            if (pair.As<TupleState>() is not { Items: [var name, var value] }
                || Name(name) is not { } id)
            {
                return State.Of(Fault.BadRequest(
                    "parameters must be a map, or pairs of name and value"));
            }

            if (!builder.TryAdd(id, value))
                return State.Of(Fault.BadRequest($"parameter '{id}' is given twice"));
        }

        return builder.ToState();
    }

    /// <summary>Whether an op of this kind answers the verb (X5).</summary>
    internal static bool Answers(OpDef op, Verb verb) => (op.Kind, verb) is
        (OpKind.Get, Verb.Get) or (OpKind.Put, Verb.Put)
        or (OpKind.Post, Verb.Post) or (OpKind.Delete, Verb.Delete);

    private static Id? Name(State name) =>
        name.As<Id>() ?? (name.As<string>() is { } text && Id.TryParse(text, out var id, out _)
            ? id : null);
}
