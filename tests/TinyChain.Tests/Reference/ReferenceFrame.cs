using TinyChain.Ir.Ops;
using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;

namespace TinyChain.Tests.Reference;

/// <summary>One call of an op: what its names stand for so far (spec/language.md 3.2).</summary>
internal sealed class ReferenceFrame
{
    /// <summary>Captures, arguments, and the statements that have run.</summary>
    public Dictionary<string, State> States { get; } = [];

    /// <summary>Statements that failed.</summary>
    public Dictionary<string, ReferenceFailure> Failures { get; } = [];

    /// <summary>The form, by name. It hides captures and arguments of the same name.</summary>
    public Dictionary<string, Node> Statements { get; } = [];

    /// <summary>Names that are being resolved: whoever needs one now needs itself.</summary>
    public HashSet<string> Busy { get; } = [];

    public State? Self { get; set; }

    /// <summary>The state of a name that has been resolved.</summary>
    public State Read(Id name) => Failures.TryGetValue(name.Text, out var failure)
        ? throw failure : States[name.Text];

    /// <summary>X4: each statement's name once, and no argument's.</summary>
    public void Enter(OpDef op, MapState? parameters)
    {
        if (op.ValueName is { } value && value.Equals(op.KeyName))
            throw new ReferenceFailure(Fault.BadRequest($"X4: '{value}' twice"));
        foreach (var statement in op.Form)
        {
            if (statement.Name is not { } name) continue;
            var isArgument = name.Equals(op.KeyName) || name.Equals(op.ValueName)
                || parameters?.TryGet(name.Text, out _) is true;
            if (isArgument || !Statements.TryAdd(name.Text, statement.Node))
                throw new ReferenceFailure(Fault.BadRequest($"X4: '{name}' twice"));
            States.Remove(name.Text);
        }
    }

    /// <summary>
    /// Before anything of the node runs: none of the names that it needs, and that those need,
    /// needs itself, and each is known.
    /// </summary>
    public void Check(Node node)
    {
        var unknown = new List<string>();
        Walk(node, [], unknown);
        if (unknown is [var first, ..]) throw new ReferenceFailure(Fault.NotFound(first));
    }

    private void Walk(Node node, HashSet<string> seen, List<string> unknown)
    {
        foreach (var name in ReferenceNeeds.Of(node).Select(n => n.Text))
        {
            if (Busy.Contains(name))
                throw new ReferenceFailure(Fault.BadRequest($"X1: '{name}' needs itself"));
            if (States.ContainsKey(name) || !seen.Add(name)) continue;
            if (Statements.TryGetValue(name, out var needed))
            {
                Busy.Add(name);
                Walk(needed, seen, unknown);
                Busy.Remove(name);
            }
            else
            {
                unknown.Add(name);
            }
        }
    }
}
