using System.Collections.Immutable;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Ports;

namespace TinyChain.Runtime.Collections;

/// <summary>
/// What a view of a table shows, and through which index (spec/collections.md 3.5). Immutable; each
/// step gives another, or null and the fault.
/// </summary>
internal sealed record TableQuery
{
    private readonly TableSchema _schema;

    private TableQuery(TableSchema schema)
    {
        _schema = schema;
        Index = schema.Indices[0];
    }

    /// <summary>Conditions by column.</summary>
    internal ImmutableSortedDictionary<int, ColumnRange> Conditions { get; private init; } =
        ImmutableSortedDictionary<int, ColumnRange>.Empty;

    /// <summary>The columns that it was ordered by; null where it was not.</summary>
    internal ImmutableArray<int>? Order { get; private init; }

    internal bool IsReversed { get; private init; }

    internal ulong? Limit { get; private init; }

    /// <summary>The columns that it shows; null for all.</summary>
    internal ImmutableArray<int>? Selected { get; private init; }

    /// <summary>The index whose entries are read.</summary>
    internal TableIndex Index { get; private init; }

    /// <summary>Whether it is a view, which can't be written to.</summary>
    internal bool IsView =>
        !Conditions.IsEmpty || Order is not null || Limit is not null || Selected is not null;

    internal static TableQuery Everything(TableSchema schema) => new(schema);

    /// <summary>The entries that it reads, of the table under a prefix.</summary>
    internal KeyRange Range(byte[] prefix)
    {
        var before = Index.Prefix(prefix);
        for (var i = 0; i < Conditions.Count; i++)
        {
            var values = Conditions[Index.Columns[i]];
            if (!values.IsOneValue) return values.Within(before);
            before = values.After(before);
        }

        return KeyRange.Under(before);
    }

    /// <summary>Why a range or a key can't be asked of it, or null.</summary>
    internal Fault? RefuseSlice() =>
        Limit is not null ? CollectionFaults.NoSlice("a limited view")
        : Selected is not null ? CollectionFaults.NoSlice("a selection of columns") : null;

    internal TableQuery? Slice(
        ImmutableSortedDictionary<int, ColumnRange> range, out Fault? fault)
    {
        fault = RefuseSlice();
        if (fault is not null) return null;
        var all = Conditions;
        foreach (var (column, values) in range)
        {
            if (Conditions.TryGetValue(column, out var outer) && !values.IsInside(outer))
            {
                fault = CollectionFaults.Outside($" in column {_schema.Columns[column].Name}");
                return null;
            }

            // A range inside of one value is that value, or nothing.
            if (outer is null || !outer.IsOneValue || values.IsEmpty)
                all = all.SetItem(column, values);
        }

        return Served(this with { Conditions = all }, out fault);
    }

    internal TableQuery? OrderBy(ImmutableArray<int> columns, bool isReversed, out Fault? fault)
    {
        fault = Limit is not null ? CollectionFaults.NoReorder("a limited view")
            : !Conditions.IsEmpty ? CollectionFaults.NoReorder("a table slice")
            : Order is { } other && !other.SequenceEqual(columns)
                ? CollectionFaults.NoReorder("an ordered view by other columns") : null;
        if (fault is not null) return null;
        return Served(
            this with { Order = columns, IsReversed = IsReversed ^ isReversed }, out fault);
    }

    internal TableQuery First(ulong count) =>
        this with { Limit = Math.Min(count, Limit ?? count) };

    internal TableQuery Select(ImmutableArray<int> columns) => this with { Selected = columns };

    private static TableQuery? Served(TableQuery query, out Fault? fault)
    {
        var (range, order) = (query.Conditions, query.Order ?? []);
        var index = IndexChoice.Find(query._schema, range, order);
        fault = index is null ? CollectionFaults.NoIndex(query.Described()) : null;
        return index is null ? null : query with { Index = index };
    }

    private string Described()
    {
        string Names(IEnumerable<int> columns) =>
            string.Join(", ", columns.Select(column => _schema.Columns[column].Name));
        var range = Conditions.IsEmpty ? "" : $"a range of {Names(Conditions.Keys)}";
        var order = Order is { IsEmpty: false } by ? $"the order by {Names(by)}" : "";
        return range + (range.Length > 0 && order.Length > 0 ? " in " : "") + order;
    }
}
