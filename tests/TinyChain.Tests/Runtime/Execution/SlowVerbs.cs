using System.Collections.Concurrent;
using System.Threading.Channels;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Execution;

namespace TinyChain.Tests.Runtime.Execution;

/// <summary>Verbs that answer only when the test says so, and tell what they were asked.</summary>
internal sealed class SlowVerbs : IVerbs
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<string, TaskCompletionSource<State>> _asked = [];
    private readonly ConcurrentDictionary<string, State> _atOnce = [];
    private readonly Channel<string> _begun = Channel.CreateUnbounded<string>();

    /// <summary>How many calls have begun that the test hasn't taken.</summary>
    internal int Untaken => _begun.Reader.Count;

    public ValueTask<State> Get(CallContext context, Link link, State key) => Begin("get", link);

    public ValueTask<State> Put(CallContext context, Link link, State key, State value) =>
        Begin("put", link);

    public ValueTask<State> Post(CallContext context, Link link, State parameters) =>
        Begin("post", link);

    public ValueTask<State> Delete(CallContext context, Link link, State key) =>
        Begin("delete", link);

    /// <summary>The next call to begin: `get /lib/a`.</summary>
    internal Task<string> Next() => _begun.Reader.ReadAsync().AsTask().WaitAsync(s_patience);

    /// <summary>Answers a call that has begun.</summary>
    internal void Answer(string call, State state) => _asked[call].SetResult(state);

    /// <summary>Has a call that is still to begin answered at once.</summary>
    internal void AnswerAtOnce(string call, State state) => _atOnce[call] = state;

    private ValueTask<State> Begin(string verb, Link link)
    {
        var call = $"{verb} {link}";
        var answer = _asked[call] = new TaskCompletionSource<State>();
        _begun.Writer.TryWrite(call);
        return _atOnce.TryGetValue(call, out var state) ? new(state) : new(answer.Task);
    }
}
