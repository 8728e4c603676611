using System.Collections.Immutable;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Ports;
using TinyChain.Runtime.Transactions;

namespace TinyChain.Runtime.Collections;

/// <summary>
/// A table, or a view of one (spec/collections.md 3.3, 3.5). Only the table itself can be written
/// to.
/// </summary>
internal sealed class TableView(
    TableSchema schema, IKeySpace space, byte[] prefix, TableQuery query)
    : RowsView(query.Selected is { } selected ? schema.Select(selected) : schema, space)
{
    private readonly TableRows _rows = new(schema, space, prefix);

    protected override KeyRange Range => query.Range(prefix);

    protected override bool IsReversed => query.IsReversed;

    protected override ulong Most => query.Limit ?? ulong.MaxValue;

    protected override ImmutableArray<string> Methods { get; } =
        ["columns", "key_columns", "key_names", "contains", "limit", "order", "select"];

    private TableWrites Writes => new(schema, Space, prefix);

    public override async ValueTask<State> Put(ImmutableArray<Id> path, State key, State value)
    {
        if (!path.IsEmpty) return await Refuse(path).ConfigureAwait(false);
        if (query.IsView) return State.Of(CollectionFaults.ReadOnly());
        if (value.IsNone && schema.ValueColumns.IsEmpty) value = State.Of(TupleState.Empty);
        var fault = value.As<MapState>() is { } columns
            ? await Update(key, columns).ConfigureAwait(false)
            : value.As<TupleState>() is null ? CollectionFaults.Update()
            : await Writes.Upsert(key, value).ConfigureAwait(false);
        return fault is null ? State.None : State.Of(fault);
    }

    public override ValueTask<State> Post(ImmutableArray<Id> path, MapState parameters)
    {
        if (!path.IsEmpty) return Refuse(path);
        return new(TableSelector.Read(schema, parameters, out var fault) is { } selector
            ? Slice(selector) : State.Of(fault!));
    }

    public override async ValueTask<State> Delete(ImmutableArray<Id> path, State key)
    {
        if (!path.IsEmpty) return await Refuse(path).ConfigureAwait(false);
        if (query.IsView) return State.Of(CollectionFaults.ReadOnly());
        if (TableSelector.Read(schema, key, out var fault) is not { } selector)
            return State.Of(fault!);
        if (selector.Key is { } values)
            fault = await Writes.Delete(values).ConfigureAwait(false);
        else if (query.Slice(selector.Range, out fault) is { } range)
            fault = await Writes.Delete(range).ConfigureAwait(false);
        return fault is null ? State.None : State.Of(fault);
    }

    protected override IEnumerable<StoreEntry> Entries()
    {
        var left = Most;
        if (left == 0) yield break;
        foreach (var entry in Space.Scan(Range, IsReversed))
        {
            yield return entry;
            if (--left == 0) yield break;
        }
    }

    protected override ImmutableArray<State> RowOf(StoreEntry entry)
    {
        var row = query.Index.IsPrimary
            ? Row.Decode(entry.Value) : _rows.Find(entry.Value)!.Value;
        return query.Selected is { } columns ? [.. columns.Select(place => row[place])] : row;
    }

    protected override ValueTask<State> Select(State key)
    {
        if (TableSelector.Read(schema, key, out var fault) is not { } selector)
            return new(State.Of(fault!));
        return selector.Key is { } values ? ReadRow(values) : new(Slice(selector));
    }

    protected override ValueTask<State> Call(string method, State key) => method switch
    {
        "count" => Count(key),
        "contains" => Contains(key),
        "limit" => new(View(TableMethods.Limit(query, key, out var fault), fault)),
        "order" => new(View(TableMethods.Order(schema, query, key, out var fault), fault)),
        "select" => new(View(TableMethods.Select(schema, query, key, out var fault), fault)),
        _ => new(TableMethods.Names(schema, query, method, key)),
    };

    /// <summary>A row of the view, or none; claimed for reading.</summary>
    private async ValueTask<State> ReadRow(ImmutableArray<State> key)
    {
        if (query.RefuseSlice() is { } refusal) return State.Of(refusal);
        var primary = _rows.PrimaryKey(key);
        if (await Space.ClaimRead(KeyRange.Of(primary)).ConfigureAwait(false) is { } fault)
            return State.Of(CollectionFaults.AtRow(fault, key)!);
        return _rows.Find(primary) is { } row && IsInside(row) ? State.Tuple(row) : State.None;
    }

    private bool IsInside(ImmutableArray<State> row) => query.Conditions.All(
        condition => condition.Value.Holds(schema.Columns[condition.Key], row[condition.Key]));

    private async ValueTask<State> Count(State key)
    {
        var found = await Select(key).ConfigureAwait(false);
        return found.IsFault ? found
            : found.As<TableView>() is { } view ? await view.Count().ConfigureAwait(false)
            : State.Of(found.IsNone ? 0UL : 1UL);
    }

    private async ValueTask<State> Contains(State key)
    {
        var found = await Select(key).ConfigureAwait(false);
        if (found.IsFault) return found;
        if (found.As<TableView>() is not { } view) return State.Of(!found.IsNone);
        var isEmpty = await view.IsEmpty().ConfigureAwait(false);
        return isEmpty.IsFault ? isEmpty : State.Of(!isEmpty.AsBool);
    }

    private State Slice(TableSelector selector) => selector.IsEverything
        ? State.Of(this) : View(query.Slice(selector.Range, out var fault), fault);

    private State View(TableQuery? next, Fault? fault) =>
        next is null ? State.Of(fault!) : State.Of(new TableView(schema, Space, prefix, next));

    private async ValueTask<Fault?> Update(State key, MapState columns)
    {
        if (TableSelector.Read(schema, key, out var fault) is not { } selector) return fault;
        if (selector.Key is not null) return CollectionFaults.Update();
        return query.Slice(selector.Range, out fault) is { } range
            ? await Writes.Update(range, columns).ConfigureAwait(false) : fault;
    }
}
