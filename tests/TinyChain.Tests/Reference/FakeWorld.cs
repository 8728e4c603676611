using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Intrinsics;
using TinyChain.Tests.Ir.Encodings;

namespace TinyChain.Tests.Reference;

/// <summary>
/// All that an op of these tests reaches by links: the functions under `/state`, `/error`, and
/// `/test`, where what runs twice, too early or not at all shows:
/// GET `/test/tick` counts how often its key was asked for, `/test/later` answers its key after a
/// wait, and `/test/cell` holds under each key the last value that was put there.
/// </summary>
internal sealed class FakeWorld
{
    private readonly Dictionary<string, long> _ticks = [];
    private readonly Dictionary<string, State> _cells = [];
    private readonly List<string> _calls = [];

    /// <summary>Every call that was sent, to whatever link.</summary>
    public List<(Verb Verb, Link Link)> Sent { get; } = [];

    /// <summary>Every call to `/test`, sorted: independent ones come in any order.</summary>
    public IEnumerable<string> Calls => _calls.Order(StringComparer.Ordinal);

    public static State Function(string path, State key) =>
        StateFunctions.Get(Link.Local(path), key);

    /// <summary>`given` is the value of a PUT or the parameters of a POST.</summary>
    public State Call(Verb verb, Link link, State key, State given)
    {
        Sent.Add((verb, link));
        var root = link is { Host: null, Path: [var first, ..] } ? first.Text : "";
        return root switch
        {
            "state" => verb switch
            {
                Verb.Get => StateFunctions.Get(link, key),
                Verb.Post => StateFunctions.Post(link, given),
                Verb.Put or Verb.Delete => NotAllowed(link),
            },
            "error" => verb switch
            {
                Verb.Get => ErrorFunctions.Get(link, key),
                Verb.Post => ErrorFunctions.Post(link, given),
                Verb.Put or Verb.Delete => NotAllowed(link),
            },
            "test" => Test(verb, link.ToString(), StateDump.Of(key), (key, given)),
            _ => State.Of(Fault.NotFound(link.ToString())),
        };
    }

    private State Test(Verb verb, string path, string name, (State Key, State Value) given)
    {
        _calls.Add($"{verb} {path} {name} {StateDump.Of(given.Value)}");
        switch (verb, path)
        {
            case (Verb.Get, "/test/tick"):
                var count = _ticks[name] = _ticks.GetValueOrDefault(name) + 1;
                return State.Of(count);
            case (Verb.Get, "/test/later"):
                return given.Key;
            case (Verb.Get, "/test/cell"):
                return _cells.GetValueOrDefault(name);
            case (Verb.Put, "/test/cell"):
                _cells[name] = given.Value;
                return State.None;
            case (Verb.Delete, "/test/cell"):
                _cells.Remove(name);
                return State.None;
            case (Verb.Post, "/test/later"):
                return given.Value;
            default:
                return State.Of(Fault.NotFound(path));
        }
    }

    private static State NotAllowed(Link link) =>
        State.Of(Fault.MethodNotAllowed(link.ToString()));
}
