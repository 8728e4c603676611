using TinyChain.Ir.Values;
using TinyChain.Runtime.Execution;
using TinyChain.Runtime.Kernel;
using TinyChain.Tests.Ir.Encodings;

namespace TinyChain.Tests.Golden;

/// <summary>
/// The world of a golden run, and its notebook. What is under `/state` and `/error` is as in a
/// host, and answered at once. Under any other link GET answers what was PUT there, or else its
/// own key (but under `/class` that nothing is there); POST answers its parameters. Those answers
/// come only when the op can do nothing more without, the oldest first: so what runs at once
/// shows, and each run is the same.
/// </summary>
internal sealed class FakeHost : IVerbs
{
    private readonly StateHandler _functions = new();
    private readonly ErrorHandler _errors = new();
    private readonly Dictionary<(string Link, string Key), State> _stored = [];
    private readonly Queue<(int Number, State Answer, TaskCompletionSource<State> Asker)> _waiting
        = [];

    private readonly List<string> _transcript = [];
    private int _calls;

    /// <summary>What was asked for and what was answered, in order.</summary>
    public IEnumerable<string> Transcript => _transcript;

    public ValueTask<State> Get(CallContext context, Link link, State key) =>
        HandlerOf(link) is { } handler
            ? Note($"get {link}({Print(key)})", handler.Get(context, link, key))
            : Ask($"get {link}({Print(key)})", Stored(link, key));

    public ValueTask<State> Put(CallContext context, Link link, State key, State value)
    {
        var text = $"put {link}({Print(key)}, {Print(value)})";
        if (HandlerOf(link) is { } handler)
            return Note(text, handler.Put(context, link, key, value));
        _stored[Cell(link, key)] = value;
        return Ask(text, State.None);
    }

    public ValueTask<State> Post(CallContext context, Link link, State parameters) =>
        HandlerOf(link) is { } handler
            ? Note($"post {link}({Print(parameters)})", handler.Post(context, link, parameters))
            : Ask($"post {link}({Print(parameters)})", parameters);

    public ValueTask<State> Delete(CallContext context, Link link, State key)
    {
        var text = $"delete {link}({Print(key)})";
        if (HandlerOf(link) is { } handler)
            return Note(text, handler.Delete(context, link, key));
        _stored.Remove(Cell(link, key));
        return Ask(text, State.None);
    }

    /// <summary>Answers the oldest call that waits; false where none does.</summary>
    public bool AnswerNext()
    {
        if (!_waiting.TryDequeue(out var call)) return false;
        _transcript.Add($"#{call.Number} → {Print(call.Answer)}");
        call.Asker.SetResult(call.Answer);
        return true;
    }

    private static string Print(State state) => Stages.Print(state);

    private static (string Link, string Key) Cell(Link link, State key) =>
        (link.ToString(), StateDump.Of(key));

    private Handler? HandlerOf(Link link) => link is not { Host: null, Path: [var root, ..] } ? null
        : root.Text == "state" ? _functions
        : root.Text == "error" ? _errors : null;

    private State Stored(Link link, State key) =>
        _stored.TryGetValue(Cell(link, key), out var value) ? value
        : link.Path is [{ Text: "class" }, ..] ? State.Of(Fault.NotFound(link.ToString())) : key;

    private async ValueTask<State> Note(string text, ValueTask<State> answer)
    {
        var number = _calls++;
        var state = await answer;
        _transcript.Add($"#{number} {text} → {Print(state)}");
        return state;
    }

    private ValueTask<State> Ask(string text, State answer)
    {
        var number = _calls++;
        _transcript.Add($"#{number} {text}");
        var asker = new TaskCompletionSource<State>();
        _waiting.Enqueue((number, answer, asker));
        return new(asker.Task);
    }
}
