using System.Collections.Immutable;
using TinyChain.Ir.Values;

namespace TinyChain.Runtime.Execution;

/// <summary>
/// Routes a verb on a state: a map's entry, a tuple's item, an op's call, a method of the state's
/// class (spec/language.md 5). Called by running ops, and by the kernel for what is installed.
/// </summary>
public static class Dispatch
{
    public static ValueTask<State> Get(
        CallContext context, State subject, ImmutableArray<Id> path, State key) =>
        throw new NotImplementedException();

    public static ValueTask<State> Put(
        CallContext context, State subject, ImmutableArray<Id> path, (State Key, State Value) entry)
        => throw new NotImplementedException();

    /// <summary>Parameters are a map.</summary>
    public static ValueTask<State> Post(
        CallContext context, State subject, ImmutableArray<Id> path, State parameters) =>
        throw new NotImplementedException();

    public static ValueTask<State> Delete(
        CallContext context, State subject, ImmutableArray<Id> path, State key) =>
        throw new NotImplementedException();
}
