using TinyChain.Ir.Ops;
using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;

namespace TinyChain.Tests.Reference;

/// <summary>One call of an op: what its names stand for so far (spec/language.md 3.2).</summary>
internal sealed class ReferenceFrame
{
    /// <summary>Captures, arguments, and the statements that have run.</summary>
    public Dictionary<string, State> States { get; } = [];

    /// <summary>The form, by name. It hides captures and arguments of the same name.</summary>
    public Dictionary<string, Node> Statements { get; } = [];

    /// <summary>Names that are being resolved: whoever needs one now needs itself.</summary>
    public HashSet<string> Busy { get; } = [];

    public State? Self { get; set; }

    public void Enter(OpDef op)
    {
        foreach (var statement in op.Form)
        {
            if (statement.Name is not { } name) continue;
            var isArgument = name.Equals(op.KeyName) || name.Equals(op.ValueName);
            if (isArgument || !Statements.TryAdd(name.Text, statement.Node))
                throw new ReferenceFailure(Fault.BadRequest($"X4: '{name}' twice"));
            States.Remove(name.Text);
        }
    }

    /// <summary>
    /// Before anything of the node runs: each name that it needs, and that those need, is known,
    /// and none needs itself.
    /// </summary>
    public void Check(Node node, HashSet<string> seen)
    {
        foreach (var name in ReferenceNeeds.Of(node).Select(n => n.Text))
        {
            if (States.ContainsKey(name) || seen.Contains(name)) continue;
            if (Busy.Contains(name))
                throw new ReferenceFailure(Fault.BadRequest($"X1: '{name}' needs itself"));
            if (!Statements.TryGetValue(name, out var needed))
                throw new ReferenceFailure(Fault.NotFound(name));
            Busy.Add(name);
            Check(needed, seen);
            Busy.Remove(name);
            seen.Add(name);
        }
    }
}
