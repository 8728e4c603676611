using System.Collections.Immutable;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Ports;
using TinyChain.Runtime.Transactions;

namespace TinyChain.Runtime.Collections;

/// <summary>
/// Writes to a BTree. Each first casts and claims all that it will touch, then writes without a
/// wait, so that one that is refused leaves nothing of itself.
/// </summary>
internal sealed class BTreeWrites(BTreeSchema schema, IKeySpace space, byte[] prefix)
{
    /// <summary>A row to be inserted, cast before.</summary>
    internal async ValueTask<Fault?> Claim(ImmutableArray<State> row)
    {
        var key = schema.Key(prefix, row);
        var fault = await space.ClaimRead(KeyRange.Of(key)).ConfigureAwait(false)
            ?? await space.ClaimWrite(key).ConfigureAwait(false);
        return CollectionFaults.AtRow(fault, row);
    }

    /// <summary>Inserts a claimed row; one that is there already stays as it is.</summary>
    internal Fault? Insert(ImmutableArray<State> row)
    {
        var key = schema.Key(prefix, row);
        return space.Get(key) is null ? space.Set(key, Row.Encode(row)) : null;
    }

    /// <summary>Inserts all that another BTree shows.</summary>
    internal async ValueTask<Fault?> InsertAll(BTreeView source)
    {
        if (await source.Claim().ConfigureAwait(false) is { } refusal) return refusal;
        var meter = new RowMeter(space);
        foreach (var row in source.Rows())
        {
            var cast = Row.Cast("a row", schema.Columns, row, out var fault);
            fault ??= meter.Add(row.Weight) ?? await Claim(cast).ConfigureAwait(false);
            if (fault is not null) return fault;
        }

        foreach (var row in source.Rows())
        {
            var fault = meter.Add(row.Weight)
                ?? Insert(Row.Cast("a row", schema.Columns, row, out _));
            if (fault is not null) return fault;
        }

        return null;
    }

    /// <summary>Inserts rows that were cast and claimed.</summary>
    internal Fault? InsertAll(IEnumerable<ImmutableArray<State>> rows)
    {
        var meter = new RowMeter(space);
        foreach (var row in rows)
        {
            if ((meter.Add() ?? Insert(row)) is { } fault) return fault;
        }

        return null;
    }

    /// <summary>Deletes what lies in a range.</summary>
    internal async ValueTask<Fault?> Delete(KeyRange range)
    {
        if (range.IsEmpty) return null;
        if (await space.ClaimRead(range).ConfigureAwait(false) is { } refusal) return refusal;
        var meter = new RowMeter(space);
        foreach (var entry in space.Scan(range))
        {
            if (meter.Add(entry) is { } spent) return spent;
            if (await space.ClaimWrite(entry.Key).ConfigureAwait(false) is { } fault)
                return CollectionFaults.AtRow(fault, Row.Decode(entry.Value));
        }

        foreach (var entry in space.Scan(range))
        {
            if ((meter.Add(entry) ?? space.Set(entry.Key, null)) is { } fault) return fault;
        }

        return null;
    }
}
