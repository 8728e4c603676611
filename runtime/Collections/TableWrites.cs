using System.Collections.Immutable;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Ports;
using TinyChain.Runtime.Transactions;

namespace TinyChain.Runtime.Collections;

/// <summary>
/// Writes to a table (spec/collections.md 3.3, 3.6). Each first casts and claims all that it will
/// touch, then writes without a wait, so that one that is refused leaves nothing of itself.
/// </summary>
internal sealed class TableWrites(TableSchema schema, IKeySpace space, byte[] prefix)
{
    /// <summary>
    /// Rows read before any of them is written: an update may move a row in the index that is read.
    /// One that is met again is as it should be already.
    /// </summary>
    private const int Page = 256;

    private readonly TableRows _rows = new(schema, space, prefix);

    /// <summary>Puts a row in the place of the one that has its key, if there is one.</summary>
    internal async ValueTask<Fault?> Upsert(State key, State values)
    {
        var row = Row.Cast("the table's key", schema.KeyColumns, key, out var fault);
        if (fault is not null) return fault;
        row = row.AddRange(Row.Cast("a row's value", schema.ValueColumns, values, out fault));
        return fault ?? await Replace(row, row).ConfigureAwait(false);
    }

    internal ValueTask<Fault?> Delete(ImmutableArray<State> key) =>
        Replace(key, null);

    internal ValueTask<Fault?> Delete(TableQuery query) => ReplaceAll(query, _ => null);

    /// <summary>Sets value columns of all rows of a query.</summary>
    internal ValueTask<Fault?> Update(TableQuery query, MapState columns)
    {
        var next = ImmutableArray.CreateBuilder<(int Place, State Value)>();
        for (var i = 0; i < columns.Count; i++)
        {
            var name = columns.Keys[i].Text;
            var place = schema.IndexOf(name);
            if (place < 0) return new(CollectionFaults.UnknownColumn(name));
            if (place < schema.KeyLength) return new(CollectionFaults.KeyColumn(name));
            var value = schema.Columns[place].Cast(columns.Values[i]);
            if (value.As<Fault>() is { } fault) return new(fault);
            next.Add((place, value));
        }

        return next.Count == 0 ? default : ReplaceAll(
            query, row => next.Aggregate(row, (r, set) => r.SetItem(set.Place, set.Value)));
    }

    /// <summary>The row's key columns alone will do.</summary>
    private async ValueTask<Fault?> Replace(
        ImmutableArray<State> row, ImmutableArray<State>? next) =>
        await _rows.Claim(row, next).ConfigureAwait(false)
        ?? _rows.Write(_rows.PrimaryKey(row), next);

    private async ValueTask<Fault?> ReplaceAll(
        TableQuery query, Func<ImmutableArray<State>, ImmutableArray<State>?> next)
    {
        var range = query.Range(prefix);
        if (range.IsEmpty) return null;
        if (await space.ClaimRead(range).ConfigureAwait(false) is { } refusal) return refusal;
        var meter = new RowMeter(space);
        foreach (var (_, row) in Read(query.Index, range))
        {
            var fault = meter.Add() ?? await _rows.Claim(row, next(row)).ConfigureAwait(false);
            if (fault is not null) return fault;
        }

        foreach (var (key, row) in Read(query.Index, range).Chunk(Page).SelectMany(page => page))
        {
            if ((meter.Add() ?? _rows.Write(key, next(row))) is { } fault) return fault;
        }

        return null;
    }

    private IEnumerable<(byte[] Key, ImmutableArray<State> Row)> Read(
        TableIndex index, KeyRange range)
    {
        foreach (var entry in space.Scan(range))
        {
            var key = index.IsPrimary ? entry.Key : entry.Value;
            if (_rows.Find(key) is { } row) yield return (key, row);
        }
    }
}
