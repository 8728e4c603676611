using System.Collections.Immutable;
using TinyChain.Ir.Diagnostics;
using TinyChain.Ir.Ops;
using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;

namespace TinyChain.Ir.Checking;

/// <summary>
/// The names of one op: its statements and its inputs. There is no lexical nesting: an op sees its
/// parameters, its own statements and what its closure captured, nothing else (3.2). Those that
/// the form doesn't define are inputs, bound by slot when the op is called.
/// </summary>
public sealed class OpScope
{
    private readonly Dictionary<Id, Reference> _names = [];

    private readonly ImmutableArray<int>[] _mentions;

    private OpScope(OpDef op)
    {
        Op = op;
        _mentions = new ImmutableArray<int>[op.Form.Length];
    }

    public OpDef Op { get; }

    /// <summary>Key and value name first, then the free names in order of appearance.</summary>
    public ImmutableArray<Id> Inputs { get; private set; } = [];

    /// <summary>
    /// By statement: the indices of those that it mentions, branches included, as often as it does.
    /// </summary>
    public IReadOnlyList<ImmutableArray<int>> Mentions => _mentions;

    /// <summary>A name's meaning. Every name that stands in the op has one.</summary>
    public Reference this[Id name] => _names[name];

    /// <summary>Builds the scope; duplicate names go to `duplicates` (X4).</summary>
    public static OpScope Of(OpDef op, ICollection<(Id Name, TextSpan At)> duplicates)
    {
        var scope = new OpScope(op);
        var (inputs, declared) = (new List<Id>(), new HashSet<Id>());
        foreach (var name in new[] { op.KeyName, op.ValueName }.OfType<Id>())
        {
            if (declared.Add(name)) scope.AddInput(name, inputs);
            else duplicates.Add((name, default));
        }

        for (var i = 0; i < op.Form.Length; i++)
        {
            if (op.Form[i].Name is not { } name) continue;
            if (!declared.Add(name)) duplicates.Add((name, op.Form[i].Node.Span));
            // A statement can't be read under the subject's name: there it is the subject.
            else if (name.Text != IdRef.Self)
                scope._names.Add(name, new Reference(ReferenceKind.Statement, i));
        }

        scope.Mention(inputs);
        scope.Inputs = [.. inputs];
        return scope;
    }

    /// <summary>
    /// Goes through what the statements mention: what they don't define is an input.
    /// </summary>
    private void Mention(List<Id> inputs)
    {
        var (names, indices) = (new List<Id>(), new List<int>());
        for (var i = 0; i < _mentions.Length; i++)
        {
            names.Clear();
            indices.Clear();
            Needs.AllNames(Op.Form[i].Node, names);
            foreach (var name in names)
            {
                AddInput(name, inputs);
                if (_names[name] is (ReferenceKind.Statement, var index)) indices.Add(index);
            }

            _mentions[i] = [.. indices];
        }
    }

    private void AddInput(Id name, List<Id> inputs)
    {
        if (_names.TryAdd(name, new Reference(ReferenceKind.Input, inputs.Count)))
            inputs.Add(name);
    }
}
