using TinyChain.Ir.Ops;
using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;

namespace TinyChain.Tests.Reference;

/// <summary>One call of an op: what its names stand for (spec/language.md 3.2, 3.7).</summary>
internal sealed class ReferenceFrame
{
    private readonly Dictionary<string, Node> _statements = [];
    private readonly Dictionary<string, Lazy<State>> _states = [];

    /// <summary>Names that are being resolved: whoever needs one now needs itself.</summary>
    private readonly HashSet<string> _busy = [];

    private readonly string? _last;

    /// <summary>
    /// Arguments hide captures of the same name, and statements hide both; each statement runs
    /// once, when it is first needed (X2).
    /// </summary>
    public ReferenceFrame(
        Closure closure, (Id Name, State)[] arguments, State? self,
        Func<ReferenceFrame, Node, State> resolve)
    {
        var captured = closure.Captured;
        Self = captured.TryGet(IdRef.Self, out var bound) ? bound : self;
        foreach (var (name, state) in captured.Keys.Zip(captured.Values).Concat(arguments))
            _states[name.Text] = new Lazy<State>(state);
        var taken = arguments.Select(a => a.Name.Text).ToHashSet();
        if (taken.Count < arguments.Length) throw ReferenceFailure.Bad("X4: a name twice");
        foreach (var statement in closure.Op.Form)
        {
            var (name, node) = (statement.Name?.Text ?? $"#{taken.Count}", statement.Node);
            if (!taken.Add(name)) throw ReferenceFailure.Bad($"X4: '{name}' twice");
            _statements[name] = node;
            _states[name] = new Lazy<State>(() => WhileBusy(name, () => resolve(this, node)));
            _last = name;
        }
    }

    public State? Self { get; }

    /// <summary>The value of the last statement.</summary>
    public State Result()
    {
        if (_last is null) return State.None;
        Check([_last]);
        return _states[_last].Value;
    }

    /// <summary>`$self` is no dependency: if there is none, that shows where it is used.</summary>
    public State Read(string name) => name != IdRef.Self ? _states[name].Value
        : Self ?? throw ReferenceFailure.Bad("$self without a subject");

    public Func<State> Later(string name) => () => Read(name);

    /// <summary>
    /// Before anything of a node runs: none of the names that it needs, and that those need,
    /// needs itself, and each is known (3.5, X1).
    /// </summary>
    public void Check(IEnumerable<string> needs)
    {
        if (Unknown(needs, []) is [var first, ..])
            throw new ReferenceFailure(Fault.NotFound(first));
    }

    private List<string> Unknown(IEnumerable<string> needs, HashSet<string> seen)
    {
        var unknown = new List<string>();
        foreach (var name in needs)
        {
            if (_busy.Contains(name)) throw ReferenceFailure.Bad($"X1: '{name}' needs itself");
            var isKnown = _states.TryGetValue(name, out var state) && state.IsValueCreated;
            if (isKnown || !seen.Add(name)) continue;
            unknown.AddRange(!_statements.TryGetValue(name, out var node) ? [name]
                : WhileBusy(name, () => Unknown(ReferenceNeeds.Of(node), seen)));
        }

        return unknown;
    }

    private T WhileBusy<T>(string name, Func<T> run)
    {
        _busy.Add(name);
        try
        {
            return run();
        }
        finally
        {
            _busy.Remove(name);
        }
    }
}
