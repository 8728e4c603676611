using TinyChain.Ir.Values;
using TinyChain.Runtime.Execution;
using Xunit;

namespace TinyChain.Tests.Runtime.Execution;

/// <summary>Verbs that answer only when the test says so, and write down what they were asked.</summary>
internal sealed class SlowVerbs : IVerbs
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    private readonly Dictionary<string, TaskCompletionSource<State>> _asked = [];
    private readonly SemaphoreSlim _begins = new(0);

    /// <summary>The calls so far, in order: `get /lib/a`.</summary>
    internal List<string> Begun { get; } = [];

    public ValueTask<State> Get(CallContext context, Link link, State key) => Begin("get", link);

    public ValueTask<State> Put(CallContext context, Link link, State key, State value) =>
        Begin("put", link);

    public ValueTask<State> Post(CallContext context, Link link, State parameters) =>
        Begin("post", link);

    public ValueTask<State> Delete(CallContext context, Link link, State key) =>
        Begin("delete", link);

    /// <summary>Answers a call that has begun.</summary>
    internal void Answer(string call, State state) => _asked[call].SetResult(state);

    /// <summary>Completes when one more call has begun.</summary>
    internal async Task Next() => Assert.True(await _begins.WaitAsync(s_patience), "no call came");

    private ValueTask<State> Begin(string verb, Link link)
    {
        var call = $"{verb} {link}";
        Begun.Add(call);
        var answer = _asked[call] = new TaskCompletionSource<State>();
        _begins.Release();
        return new(answer.Task);
    }
}
