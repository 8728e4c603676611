using TinyChain.Ir.Diagnostics;
using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;

namespace TinyChain.Parser.Forms;

/// <summary>Collects a map's entries, and refuses a name that comes twice (J8).</summary>
internal sealed class MapCollector(Scope scope)
{
    private readonly List<Id> _keys = [];
    private readonly List<Term> _values = [];
    private readonly HashSet<Id> _seen = [];
    private bool _isBad;
    private bool _hasReference;

    /// <summary>Adds an entry; no name, or a bad value, makes the map bad.</summary>
    public void Add(Id? name, TextSpan nameSpan, Term value)
    {
        if (name is null || value.IsBad) _isBad = true;
        else if (!_seen.Add(name)) AddBad(scope.Errors.DuplicateName(nameSpan, name));
        else
        {
            _keys.Add(name);
            _values.Add(value);
            _hasReference |= !value.IsLiteral;
        }
    }

    /// <summary>Notes that an entry was bad; its diagnostic was added.</summary>
    public void AddBad(Term bad) => _isBad |= bad.IsBad;

    /// <summary>A literal, a MapNode, or bad.</summary>
    public Term ToTerm(TextSpan span)
    {
        if (_isBad) return Term.Bad;
        return _hasReference
            ? Term.Of(new MapNode(scope.Next(span), [.. _keys], [.. _values.Select(scope.Node)]))
            : ToLiteral(span);
    }

    private Term ToLiteral(TextSpan span)
    {
        var map = new MapBuilder();
        for (var i = 0; i < _keys.Count; i++) map.TryAdd(_keys[i], _values[i].Value);
        var state = map.ToState();
        return state.As<Fault>() is { } fault
            ? scope.Errors.Refused(span, fault) : Term.Of(state, span);
    }
}
