using TinyChain.Ir.Ops;
using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;

namespace TinyChain.Tests.Reference;

/// <summary>One call of an op: what its names stand for (spec/language.md 3.2, 3.7).</summary>
internal sealed class ReferenceFrame
{
    private readonly Dictionary<string, Func<State>> _states = [];
    private readonly List<(string Name, Node Node)> _form;
    private readonly State? _self;

    /// <summary>`resolve` answers with a state or a fault.</summary>
    public ReferenceFrame(
        Closure closure, (Id Name, State State)[] arguments, State? self,
        Func<ReferenceFrame, Node, State> resolve)
    {
        _self = closure.Captured.TryGet(IdRef.Self, out var captured) ? captured : self;
        _form = [.. closure.Op.Form.Select((s, i) => (s.Name?.Text ?? $"#{i}", s.Node))];
        var names = arguments.Select(a => a.Name.Text).Concat(_form.Select(s => s.Name)).ToList();
        if (names.Distinct().Count() < names.Count) throw ReferenceFailure.Bad("X4: a name twice");
        foreach (var (name, state) in closure.Captured.Entries().Concat(arguments))
            _states[name.Text] = () => state;
        foreach (var (name, node) in _form)
            _states[name] = () => Once(name, () => resolve(this, node));
    }

    /// <summary>The state of the last statement.</summary>
    public State Result() =>
        _form is [.., (var name, _)] ? Check([name])._states[name]() : State.None;

    /// <summary>`$self` is no dependency: if there is none, that shows where it is used.</summary>
    public State Read(string name) => name != IdRef.Self ? _states[name]()
        : _self ?? throw ReferenceFailure.Bad("$self without a subject");

    public Func<State> Later(string name) => () => Read(name);

    /// <summary>Before anything runs: all needs are known, and none needs itself (3.5).</summary>
    public ReferenceFrame Check(IEnumerable<string> names)
    {
        var needs = Reach(names, []);
        return needs.Any(name => Reach(NeedsOf(name), []).Contains(name))
            ? throw ReferenceFailure.Bad("X1: a name needs itself")
            : needs.All(_states.ContainsKey) ? this
            : throw new ReferenceFailure(Fault.NotFound("a name"));
    }

    private HashSet<string> Reach(IEnumerable<string> names, HashSet<string> reached)
    {
        foreach (var name in names.Where(reached.Add)) Reach(NeedsOf(name), reached);
        return reached;
    }

    private IEnumerable<string> NeedsOf(string name) =>
        _form.Where(s => s.Name == name).SelectMany(s => ReferenceNeeds.Of(s.Node));

    /// <summary>X2. A branch may need the statement that it stands in: that shows only now.</summary>
    private State Once(string name, Func<State> resolve)
    {
        _states[name] = () => throw ReferenceFailure.Bad($"X1: '{name}' needs itself");
        var state = resolve();
        _states[name] = () => state.OrFail();
        return state.OrFail();
    }
}
