using System.Collections.Concurrent;
using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Execution;

namespace TinyChain.Tests.Reference;

/// <summary>
/// A world behind the kernel's seam. What is under `/test/later` makes ops wait, until
/// <see cref="Finish"/> gives them a turn: one after another, so that a run is the same each time.
/// </summary>
internal sealed class FakeVerbs(FakeWorld world) : IVerbs, IDisposable
{
    private readonly BlockingCollection<TaskCompletionSource> _waiting = [];
    private readonly Lock _oneAtATime = new();

    public ValueTask<State> Get(CallContext context, Link link, State key) =>
        Call(Verb.Get, link, key, State.None);

    public ValueTask<State> Put(CallContext context, Link link, State key, State value) =>
        Call(Verb.Put, link, key, value);

    public ValueTask<State> Post(CallContext context, Link link, State parameters) =>
        Call(Verb.Post, link, State.None, parameters);

    public ValueTask<State> Delete(CallContext context, Link link, State key) =>
        Call(Verb.Delete, link, key, State.None);

    public void Dispose() => _waiting.Dispose();

    /// <summary>
    /// Starts a call, and lets what waits go on in its order, on this thread: another goes on only
    /// where this one's stack is used up.
    /// </summary>
    public State Finish(Func<ValueTask<State>> start)
    {
        var before = SynchronizationContext.Current;
        // With one, what waited would go on elsewhere.
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            var call = start();
            if (call.IsCompleted) return call.Result;
            var task = call.AsTask();
            task.ContinueWith(
                _ => _waiting.CompleteAdding(), TaskContinuationOptions.ExecuteSynchronously);
            foreach (var turn in _waiting.GetConsumingEnumerable()) turn.SetResult();
            return task.GetAwaiter().GetResult();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(before);
        }
    }

    private async ValueTask<State> Call(Verb verb, Link link, State key, State given)
    {
        if (link.Path is [.., { Text: "later" }])
        {
            var turn = new TaskCompletionSource();
            _waiting.Add(turn);
            await turn.Task.ConfigureAwait(false);
        }

        lock (_oneAtATime) return world.Call(verb, link, key, given);
    }
}
