using System.Collections.Concurrent;
using System.Collections.Immutable;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Collections;

namespace TinyChain.Tests.Runtime.Execution;

/// <summary>A collection that tells what it was asked, and answers with that.</summary>
internal sealed class FakeCollection : Collection
{
    private int _writing;

    internal ConcurrentQueue<string> Asked { get; } = [];

    internal int Claims { get; private set; }

    internal Fault? Refusal { get; init; }

    public override StateClass Class => StateClass.BTree;

    public override ValueTask<State> Get(ImmutableArray<Id> path, State key) =>
        new(Tell("get", path, key));

    public override ValueTask<State> Post(ImmutableArray<Id> path, MapState parameters) =>
        new(Tell("post", path, State.Of(parameters)));

    public override ValueTask<State> Put(ImmutableArray<Id> path, State key, State value) =>
        Write("put", path, value);

    public override ValueTask<State> Delete(ImmutableArray<Id> path, State key) =>
        Write("delete", path, key);

    public override ValueTask<Fault?> Claim()
    {
        Claims++;
        return new(Refusal);
    }

    public override State Shown() =>
        State.Of(new ShownState(Class, State.Of(new StreamState([State.Of(1L)]))));

    private async ValueTask<State> Write(string verb, ImmutableArray<Id> path, State given)
    {
        if (Interlocked.Increment(ref _writing) > 1) Asked.Enqueue("two writes at once");
        await Task.Delay(5);
        Tell(verb, path, given);
        Interlocked.Decrement(ref _writing);
        return State.None;
    }

    private State Tell(string verb, ImmutableArray<Id> path, State given)
    {
        var asked = $"{verb} /{string.Join('/', path)} {given.Class.Name}";
        Asked.Enqueue(asked);
        return State.Of(asked);
    }
}
