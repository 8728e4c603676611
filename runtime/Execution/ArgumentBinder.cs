using System.Collections.Immutable;
using TinyChain.Ir.Diagnostics;
using TinyChain.Ir.Ops;
using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;

namespace TinyChain.Runtime.Execution;

/// <summary>
/// Binds an op's inputs to slots, once a call: arguments before captures (spec/language.md 3.7).
/// What nobody gave stays unset until a statement needs it.
/// </summary>
internal static class ArgumentBinder
{
    /// <summary>
    /// Fills in the arguments, in the order of the op's inputs; a fault where a name clashes.
    /// </summary>
    internal static void Bind(
        CompiledOp op, in Invocation call, Span<State> arguments, out Fault? fault)
    {
        fault = Clash(op.Definition, call.Parameters);
        for (var i = 0; i < arguments.Length; i++) arguments[i] = Find(op.Inputs[i], call);
    }

    /// <summary>
    /// Why an input that nobody gave can't be used; with the name that may have been meant.
    /// </summary>
    internal static State Missing(
        OpDef op, ImmutableArray<Id> inputs, ReadOnlySpan<State> arguments, int input)
    {
        var name = inputs[input];
        if (name.Text == IdRef.Self)
            return State.Of(Fault.BadRequest(
                "$self is used outside a method: this op has no subject"));
        var names = op.Form.Select(s => s.Name?.Text).OfType<string>().ToList();
        for (var i = 0; i < arguments.Length; i++)
        {
            if (!arguments[i].IsUnset) names.Add(inputs[i].Text);
        }

        return State.Of(Fault.NotFound(
            $"no state is named '{name}' here{Spelling.Suggest(name.Text, names, "$")}"));
    }

    private static State Find(Id name, in Invocation call)
    {
        if (name.Text == IdRef.Self)
            return call.Captured.TryGet(IdRef.Self, out var subject) ? subject : call.Self;
        if (ReferenceEquals(name, call.Op.KeyName) || name.Equals(call.Op.KeyName)) return call.Key;
        if (name.Equals(call.Op.ValueName)) return call.Value;
        if (call.Parameters.TryGet(name.Text, out var value)) return value;
        return call.Captured.TryGet(name.Text, out value) ? value : State.Unset;
    }

    /// <summary>X4: a parameter may not have the name of a statement.</summary>
    private static Fault? Clash(OpDef op, MapState parameters)
    {
        if (parameters.Count == 0) return null;
        foreach (var statement in op.Form)
        {
            if (statement.Name is { } name && parameters.TryGet(name.Text, out _))
            {
                return Fault.BadRequest(
                    $"parameter '{name}' has the name of a statement of the op: rename either");
            }
        }

        return null;
    }
}
