using System.Collections.Immutable;
using TinyChain.Ir.Types;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Ports;
using TinyChain.Runtime.Transactions;

namespace TinyChain.Runtime.Collections;

/// <summary>
/// A BTree, or a slice or the reverse of one (spec/collections.md 2.4). Only the tree itself can be
/// written to.
/// </summary>
internal sealed class BTreeView(BTreeSchema schema, IKeySpace space, byte[] prefix)
    : RowsView(schema, space)
{
    private KeyRange _range = KeyRange.Under(BTreeSchema.RowsPrefix(prefix));
    private bool _isReversed;
    private bool _isView;

    protected override KeyRange Range => _range;

    protected override bool IsReversed => _isReversed;

    protected override ImmutableArray<string> Methods { get; } = ["first", "reverse"];

    private BTreeWrites Writes => new(schema, Space, prefix);

    public override async ValueTask<State> Put(ImmutableArray<Id> path, State key, State value)
    {
        if (!path.IsEmpty) return await Refuse(path).ConfigureAwait(false);
        if (_isView) return State.Of(CollectionFaults.ReadOnly());
        if (!key.IsNone) return State.Of(CollectionFaults.TakesNoKey("PUT of a BTree's row"));
        var fault = value.As<Collection>()?.Subject is BTreeView source
            ? await Writes.InsertAll(source).ConfigureAwait(false)
            : await Insert(value).ConfigureAwait(false);
        return fault is null ? State.None : State.Of(fault);
    }

    /// <summary>A view: `{range?: selector, reverse?: bool}`.</summary>
    public override ValueTask<State> Post(ImmutableArray<Id> path, MapState parameters)
    {
        if (!path.IsEmpty) return Refuse(path);
        foreach (var name in parameters.Keys)
        {
            if (name.Text is not ("range" or "reverse"))
                return new(State.Of(CollectionFaults.BTreeParameter(name)));
        }

        parameters.TryGet("range", out var range);
        var isReversed = parameters.TryGet("reverse", out var flag) && !flag.IsNone
            ? Casting.ToBool(flag) : State.Of(false);
        if (isReversed.IsFault) return new(isReversed);
        var view = Slice(range, out var fault);
        return new(State.Of(
            view is null ? fault! : isReversed.AsBool ? view.Reversed() : (StateObject)view));
    }

    public override async ValueTask<State> Delete(ImmutableArray<Id> path, State key)
    {
        if (!path.IsEmpty) return await Refuse(path).ConfigureAwait(false);
        if (_isView) return State.Of(CollectionFaults.ReadOnly());
        if (Slice(key, out var fault) is { } slice)
            fault = await Writes.Delete(slice.Range).ConfigureAwait(false);
        return fault is null ? State.None : State.Of(fault);
    }

    protected override IEnumerable<StoreEntry> Entries() => Space.Scan(_range, _isReversed);

    protected override ImmutableArray<State> RowOf(StoreEntry entry) => Row.Decode(entry.Value);

    protected override ValueTask<State> Select(State key) =>
        new(State.Of(Slice(key, out var fault) ?? (StateObject)fault!));

    protected override ValueTask<State> Call(string method, State key)
    {
        if (method == "count")
            return Slice(key, out var fault)?.Count() ?? new(State.Of(fault!));
        if (!key.IsNone) return new(State.Of(CollectionFaults.TakesNoKey(method)));
        return method == "first" ? First() : new(State.Of(Reversed()));
    }

    private async ValueTask<Fault?> Insert(State value)
    {
        var row = Row.Cast("a BTree's row", schema.Columns, value, out var fault);
        return fault ?? await Writes.Claim(row).ConfigureAwait(false) ?? Writes.Insert(row);
    }

    private async ValueTask<State> First()
    {
        if (await Claim(1).ConfigureAwait(false) is { } fault) return State.Of(fault);
        foreach (var entry in Entries())
        {
            var (row, map) = (RowOf(entry), new MapBuilder());
            for (var i = 0; i < row.Length; i++) map.Set(schema.Columns[i].Name, row[i]);
            return map.ToState();
        }

        return State.Of(Fault.NotFound("there is no first row: nothing is there"));
    }

    private BTreeView Reversed() =>
        new(schema, Space, prefix) { _range = _range, _isReversed = !_isReversed, _isView = true };

    /// <summary>What a selector shows of this; itself for everything. Null and the fault.</summary>
    private BTreeView? Slice(State selector, out Fault? fault)
    {
        fault = null;
        if (selector.IsNone || selector.As<TupleState>() is { Items.IsEmpty: true }) return this;
        if (BTreeSelector.Read(schema, prefix, selector, out fault) is not { } range) return null;
        var isInside = range.IsEmpty || (range.From.AsSpan().SequenceCompareTo(_range.From) >= 0
            && range.To.AsSpan().SequenceCompareTo(_range.To) <= 0);
        if (!isInside) fault = CollectionFaults.Outside("");
        return isInside
            ? new(schema, Space, prefix)
            { _range = range, _isReversed = _isReversed, _isView = true }
            : null;
    }
}
