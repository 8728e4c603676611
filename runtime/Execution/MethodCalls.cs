using TinyChain.Ir.Intrinsics;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Intrinsics;

namespace TinyChain.Runtime.Execution;

/// <summary>
/// Calls the methods of native classes by name, for receivers known only at run time.
/// </summary>
internal static class MethodCalls
{
    internal static bool Has(State receiver, Id name) =>
        IntrinsicTable.Find(receiver.Class, name.Text) is not null;

    internal static ValueTask<State> Get(CallContext context, State receiver, Id name, State key)
    {
        if (IntrinsicTable.Find(receiver.Class, name.Text) is not { } method)
            return new(State.Of(Route.NotFound(receiver, [name])));
        return method.Key switch
        {
            KeyRule.NoGet => new(State.Of(NotAllowed(method, "GET"))),
            KeyRule.Forbidden when !key.IsNone => new(State.Of(
                Fault.BadRequest($"{method} takes no key"))),
            KeyRule.Forbidden or KeyRule.Ignored or KeyRule.Operand =>
                Call(context, method, receiver, key),
        };
    }

    internal static ValueTask<State> Post(
        CallContext context, State receiver, Id name, MapState parameters)
    {
        if (IntrinsicTable.Find(receiver.Class, name.Text) is not { } method)
            return new(State.Of(Route.NotFound(receiver, [name])));
        if (method.TakesAnyParameters)
            return Call(context, method, receiver, State.Of(parameters));
        if (method.Parameters is null) return new(State.Of(NotAllowed(method, "POST")));
        var argument = Argument(method, parameters);
        return argument.IsFault ? new(argument) : Call(context, method, receiver, argument);
    }

    /// <summary>The only declared parameter's value, or all of several; see Intrinsic.</summary>
    private static State Argument(Intrinsic method, MapState parameters)
    {
        var declared = method.Parameters!.Value;
        var alias = method.ParameterAlias is { } a && parameters.TryGet(a, out _) ? a : null;
        foreach (var name in declared)
        {
            if (alias is null && !parameters.TryGet(name, out _))
                return State.Of(Fault.NotFound(name));
        }

        foreach (var given in parameters.Keys)
        {
            if (!declared.Contains(given.Text) && given.Text != alias)
                return State.Of(Fault.BadRequest(
                    $"{method} has no parameter '{given}': it takes "
                    + string.Join(", ", declared)));
        }

        return declared.Length > 1 ? State.Of(parameters)
            : parameters.TryGet(declared[0], out var only)
                || parameters.TryGet(alias!, out only) ? only : State.None;
    }

    private static ValueTask<State> Call(
        CallContext context, Intrinsic method, State receiver, State argument) =>
        method.CallsOps ? TupleCalls.Call(context, method, receiver, argument)
        : context.Budget.Charge(Cost(receiver, argument))
            ? new(IntrinsicBodies.Of(method)(receiver, argument))
        : new(State.Of(context.Budget.Spent!));

    /// <summary>A method may look at all of both: a unit for each 64 bytes of them.</summary>
    private static long Cost(State receiver, State argument) =>
        1 + ((receiver.Weight + argument.Weight) / 64);

    private static Fault NotAllowed(Intrinsic method, string verb) =>
        Fault.MethodNotAllowed($"{method} does not answer {verb}");
}
