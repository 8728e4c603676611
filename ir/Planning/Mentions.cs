using TinyChain.Ir.Checking;
using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;

namespace TinyChain.Ir.Planning;

/// <summary>
/// How often an op's statements mention each name, in all branches; and so which statements several
/// places may come to need.
/// </summary>
internal sealed class Mentions
{
    private readonly Dictionary<Id, int> _counts = [];
    private readonly bool[] _isShared;

    internal Mentions(TypedOp typed)
    {
        var form = typed.Op.Form;
        var names = new List<Id>[form.Length];
        for (var i = 0; i < form.Length; i++) Collect(form[i].Node, names[i] = []);
        foreach (var name in names.SelectMany(n => n)) _counts[name] = Of(name) + 1;
        _isShared = [.. form.Select((s, i) =>
            typed.Order.IsCyclic[i] || (s.Name is { } name && Of(name) > 1))];
        // Who mentions comes before what is mentioned: what two places need, they need with all
        // that it needs itself.
        for (var i = typed.Order.Order.Count - 1; i >= 0; i--)
        {
            if (!_isShared[typed.Order.Order[i]]) continue;
            foreach (var name in names[typed.Order.Order[i]])
            {
                if (typed.Scope[name] is { Kind: ReferenceKind.Statement, Index: var needed })
                    _isShared[needed] = true;
            }
        }
    }

    internal int Of(Id name) => _counts.GetValueOrDefault(name);

    /// <summary>Whether more than one place may need the statement, by its index.</summary>
    internal bool IsShared(int statement) => _isShared[statement];

    private static void Collect(Node node, List<Id> names)
    {
        names.AddRange(Needs.OwnNames(node));
        foreach (var child in node.Children) Collect(child, names);
    }
}
