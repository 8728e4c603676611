using System.Collections.Immutable;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Collections;

namespace TinyChain.Tests.Runtime.Chains;

/// <summary>A subject that takes every write and shows what was put; "bad" is refused.</summary>
internal sealed class ListCollection : Collection
{
    private readonly List<State> _values = [];

    public override StateClass Class => StateClass.BTree;

    public override ValueTask<State> Get(ImmutableArray<Id> path, State key) =>
        new(path.IsEmpty ? State.Tuple([.. _values]) : NotFound());

    public override ValueTask<State> Put(ImmutableArray<Id> path, State key, State value)
    {
        if (!path.IsEmpty) return new(NotFound());
        if (value.As<string>() == "bad") return new(State.Of(Fault.BadRequest("bad")));
        _values.Add(value);
        return new(State.None);
    }

    public override ValueTask<State> Post(ImmutableArray<Id> path, MapState parameters) =>
        new(NotFound());

    public override ValueTask<State> Delete(ImmutableArray<Id> path, State key) =>
        new(path.IsEmpty ? State.None : NotFound());

    public override ValueTask<Fault?> Claim() => default;

    public override State Shown() => State.Tuple([.. _values]);

    private static State NotFound() => State.Of(Fault.NotFound("nothing there"));
}
