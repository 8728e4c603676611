using TinyChain.Ir.Intrinsics;
using TinyChain.Ir.Ops;
using TinyChain.Ir.Refs;
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

    internal static ValueTask<State> Send(
        CallContext context, State receiver, Id name, Message message) => message.Verb switch
        {
            Verb.Get => Get(context, receiver, name, message.Key),
            Verb.Post => Post(context, receiver, name, message.Parameters),
            Verb.Put or Verb.Delete => new(State.Of(Has(receiver, name)
                ? Fault.MethodNotAllowed(
                    $"{receiver.Class}/{name} does not answer {message.Name}")
                : Route.NotFound(receiver, [name]))),
        };

    private static ValueTask<State> Get(CallContext context, State receiver, Id name, State key)
    {
        if (IntrinsicTable.Find(receiver.Class, name.Text) is not { } method)
            return new(State.Of(Route.NotFound(receiver, [name])));
        return method.Key switch
        {
            KeyRule.NoGet => new(State.Of(NotAllowed(method, "GET"))),
            KeyRule.Forbidden when !key.IsNone => new(State.Of(
                Fault.BadRequest($"{method} takes no key"))),
            KeyRule.Attribute when !key.IsNone => new(State.Of(
                Fault.NotFound($"{method} is an attribute: it has nothing below it"))),
            KeyRule.Forbidden or KeyRule.Attribute or KeyRule.Ignored or KeyRule.Operand =>
                Call(context, method, receiver, key),
        };
    }

    private static ValueTask<State> Post(
        CallContext context, State receiver, Id name, MapState parameters)
    {
        if (IntrinsicTable.Find(receiver.Class, name.Text) is not { } method)
            return new(State.Of(Route.NotFound(receiver, [name])));
        if (method.TakesAnyParameters)
            return Call(context, method, receiver, State.Of(parameters));
        if (method == ValueIntrinsics.Class) return new(ClassRoute.Extend(receiver, parameters));
        if (method.Parameters is null) return new(State.Of(NotAllowed(method, "POST")));
        var argument = Argument(method, parameters);
        return argument.IsFault ? new(argument)
            : Call(
                context, method, receiver,
                method.CallsOps ? argument : Instance.Native(argument));
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
            if (!declared.Contains(given.Text) && !method.Optional.Contains(given.Text)
                && given.Text != alias)
                return State.Of(NoParameter(method, given));
        }

        return method.TakesMap || declared.IsEmpty ? State.Of(parameters)
            : parameters.TryGet(declared[0], out var only)
                || parameters.TryGet(alias!, out only) ? only : State.None;
    }

    private static Fault NoParameter(Intrinsic method, Id given)
    {
        var names = method.Parameters!.Value.AddRange(method.Optional);
        return Fault.BadRequest($"{method} has no parameter '{given}': it takes "
            + (names.IsEmpty ? "none" : string.Join(", ", names)));
    }

    private static ValueTask<State> Call(
        CallContext context, Intrinsic method, State receiver, State argument) =>
        method.CallsOps ? TupleCalls.Call(context, method, receiver, argument)
        : Charge(context.Budget, receiver, argument)
            ? new(IntrinsicBodies.Of(method)(receiver, argument))
        : new(State.Of(context.Budget.Spent!));

    /// <summary>
    /// A method may look at all of both: a unit for each 64 bytes of them. A number's methods are
    /// free, for code that knows its class calls them without coming by here.
    /// </summary>
    private static bool Charge(Budget budget, State receiver, State argument) =>
        receiver.IsNumber || budget.Charge(1 + ((receiver.Weight + argument.Weight) / 64));

    private static Fault NotAllowed(Intrinsic method, string verb) =>
        Fault.MethodNotAllowed($"{method} does not answer {verb}");
}
