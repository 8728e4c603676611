using TinyChain.Ir.Ops;
using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;

namespace TinyChain.Tests.Reference;

/// <summary>
/// One call of an op: what its names stand for (spec/language.md 3.2, 3.7), and who needs them.
/// </summary>
internal sealed class ReferenceFrame
{
    private readonly Dictionary<string, Func<State>> _states = [];
    private readonly (string Name, Node Node)[] _form;
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

    public State Result() => _form is [.., (var name, _)] ? _states[name]() : State.None;

    /// <summary>`$self` is no dependency: if there is none, that shows where it is used.</summary>
    public State Read(string name) =>
        name == IdRef.Self ? _self ?? throw ReferenceFailure.Bad("$self without a subject")
            : _states.TryGetValue(name, out var state) ? state()
            : throw new ReferenceFailure(Fault.NotFound(name));
    public Func<State> Later(string name) => () => Read(name);

    /// <summary>Each statement runs once (X2), and none while it is being resolved (X1).</summary>
    private State Once(string name, Func<State> resolve)
    {
        _states[name] = () => throw ReferenceFailure.Bad($"X1: '{name}' needs itself");
        var state = resolve();
        _states[name] = () => state.OrFail();
        return state.OrFail();
    }

    /// <summary>D: the names that must have states before the node is resolved, in order.</summary>
    public static IEnumerable<string> Needs(Node node) => node is IfRef or CondRef or CaseRef
        ? Plain(node).SelectMany(Needs)
        : Own(node).Concat(node.Children.SelectMany(Needs)).Where(name => name != IdRef.Self);

    /// <summary>The names that an op uses, in any branch, and doesn't define (0011).</summary>
    public static IEnumerable<string> Free(OpDef op) => op.Form.SelectMany(s => Used(s.Node))
        .Except(op.Form.Select(s => s.Name).Append(op.KeyName).Append(op.ValueName)
            .Select(name => $"{name}"));

    /// <summary>"Is conditional". What is in a literal of J19 counts as in a map.</summary>
    public static bool AreConditional(Node node) => node is IfRef or CondRef or CaseRef
        || (node is AfterRef after ? AreConditional(after.Then)
            : node is WhileRef loop ? AreConditional(loop.Step)
            : node is not ForEachRef && node.Children.Any(AreConditional));

    /// <summary>The parts that may not be conditional.</summary>
    public static IEnumerable<Node> Plain(Node node) => node switch
    {
        IfRef or CondRef or AfterRef => [node.Children[0]],
        CaseRef choice => [choice.Condition, .. choice.Switches],
        WhileRef loop => [loop.State],
        _ => [],
    };

    private static IEnumerable<string> Used(Node node) =>
        Own(node).Concat(node.Children.SelectMany(Used));

    private static IEnumerable<string> Own(Node node) => node switch
    {
        IdRef id => [id.Name.Text],
        OpRef { Subject: IdSubject subject } => [subject.Name.Text],
        WithRef with => with.Captures.Select(name => name.Text),
        BranchOp branch => Free(branch.Op),
        _ => [],
    };
}
