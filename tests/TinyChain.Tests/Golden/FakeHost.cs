using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Execution;
using TinyChain.Tests.Ir.Encodings;
using TinyChain.Tests.Reference;

namespace TinyChain.Tests.Golden;

/// <summary>
/// The world of a golden run, and its notebook. What is under `/state` and `/error` is as in a
/// host, and answered at once. Under any other link GET answers what was PUT there, or else its
/// own key; POST answers its parameters. Those answers come only when the op can do nothing more
/// without, the oldest first: so what runs at once shows, and each run is the same.
/// </summary>
internal sealed class FakeHost : IVerbs
{
    private readonly FakeWorld _world = new();
    private readonly Dictionary<(string Link, string Key), State> _stored = [];
    private readonly Queue<(int Number, State Answer, TaskCompletionSource<State> Asker)> _waiting
        = [];

    private readonly List<string> _transcript = [];
    private int _calls;

    /// <summary>What was asked for and what was answered, in order.</summary>
    public IEnumerable<string> Transcript => _transcript;

    public ValueTask<State> Get(CallContext context, Link link, State key) =>
        Call(Verb.Get, link, key, State.None, $"get {link}({Print(key)})");

    public ValueTask<State> Put(CallContext context, Link link, State key, State value) =>
        Call(Verb.Put, link, key, value, $"put {link}({Print(key)}, {Print(value)})");

    public ValueTask<State> Post(CallContext context, Link link, State parameters) =>
        Call(Verb.Post, link, State.None, parameters, $"post {link}({Print(parameters)})");

    public ValueTask<State> Delete(CallContext context, Link link, State key) =>
        Call(Verb.Delete, link, key, State.None, $"delete {link}({Print(key)})");

    /// <summary>Answers the oldest call that waits; false where none does.</summary>
    public bool AnswerNext()
    {
        if (!_waiting.TryDequeue(out var call)) return false;
        _transcript.Add($"#{call.Number} → {Print(call.Answer)}");
        call.Asker.SetResult(call.Answer);
        return true;
    }

    private static string Print(State state) => Stages.Print(state);

    private ValueTask<State> Call(Verb verb, Link link, State key, State given, string text)
    {
        var number = _calls++;
        if (link is { Host: null, Path: [{ Text: "state" or "error" }, ..] })
        {
            var answer = _world.Call(verb, link, key, given);
            _transcript.Add($"#{number} {text} → {Print(answer)}");
            return new(answer);
        }

        _transcript.Add($"#{number} {text}");
        var asker = new TaskCompletionSource<State>();
        _waiting.Enqueue((number, Answer(verb, link, key, given), asker));
        return new(asker.Task);
    }

    private State Answer(Verb verb, Link link, State key, State given)
    {
        var cell = (link.ToString(), StateDump.Of(key));
        if (verb == Verb.Put) _stored[cell] = given;
        if (verb == Verb.Delete) _stored.Remove(cell);
        return verb switch
        {
            Verb.Get => _stored.GetValueOrDefault(cell, key),
            Verb.Post => given,
            Verb.Put or Verb.Delete => State.None,
        };
    }
}
