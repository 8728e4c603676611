using System.Collections.Immutable;
using TinyChain.Ir.Values;

namespace TinyChain.Runtime.Collections;

/// <summary>
/// What the key of a request to a table asks for: the row of a key, or what lies in a range, which
/// is everything where there are no conditions (spec/collections.md 3.3).
/// </summary>
internal sealed record TableSelector(
    ImmutableArray<State>? Key, ImmutableSortedDictionary<int, ColumnRange> Range)
{
    private static readonly ImmutableSortedDictionary<int, ColumnRange> s_everything =
        ImmutableSortedDictionary<int, ColumnRange>.Empty;

    internal bool IsEverything => Key is null && Range.IsEmpty;

    /// <summary>
    /// A tuple whose every item is a pair that begins with a column's name is a range, any other a
    /// key. Null and the fault where it is neither.
    /// </summary>
    internal static TableSelector? Read(TableSchema schema, State key, out Fault? fault)
    {
        fault = null;
        if (key.IsNone) return new(null, s_everything);
        if (key.As<TupleState>() is not { Items: var items })
        {
            fault = CollectionFaults.TableSelector("give none, a tuple of the key's values, or "
                + "[[column, value or [start, end]], …]");
            return null;
        }

        if (items.IsEmpty) return new(null, s_everything);
        return items.All(item => IsCondition(schema, item))
            ? ReadRange(schema, items, out fault) : ReadKey(schema, key, out fault);
    }

    /// <summary>The conditions of a POST, whose unknown columns are not found.</summary>
    internal static TableSelector? Read(TableSchema schema, MapState conditions, out Fault? fault)
    {
        var range = s_everything;
        for (var i = 0; i < conditions.Count; i++)
        {
            var name = conditions.Keys[i].Text;
            var column = schema.IndexOf(name);
            fault = CollectionFaults.NoSuchParameter(name);
            if (column < 0) return null;
            var values = ColumnRange.Read(
                schema.Columns[column], conditions.Values[i], out fault);
            if (values is null) return null;
            range = range.Add(column, values);
        }

        fault = null;
        return new(null, range);
    }

    private static TableSelector? ReadRange(
        TableSchema schema, ImmutableArray<State> items, out Fault? fault)
    {
        var range = s_everything;
        foreach (var item in items)
        {
            var pair = item.As<TupleState>()!.Items;
            var column = schema.IndexOf(ColumnReader.Name(pair[0])!);
            var values = ColumnRange.Read(schema.Columns[column], pair[1], out fault);
            if (values is null) return null;
            fault = CollectionFaults.Repeated(schema.Columns[column].Name.Text);
            if (range.ContainsKey(column)) return null;
            range = range.Add(column, values);
        }

        fault = null;
        return new(null, range);
    }

    private static TableSelector? ReadKey(TableSchema schema, State key, out Fault? fault)
    {
        fault = UnknownColumn(schema, key);
        if (fault is not null) return null;
        var values = Row.Cast("the table's key", schema.KeyColumns, key, out fault);
        return fault is null ? new(values, s_everything) : null;
    }

    /// <summary>Where it could only be a range, what is wrong with it.</summary>
    private static Fault? UnknownColumn(TableSchema schema, State key)
    {
        if (schema.KeyColumns.Any(c => ReferenceEquals(c.Type, StateClass.ValueTuple))) return null;
        foreach (var item in key.As<TupleState>()!.Items)
        {
            if (item.As<TupleState>() is not { Items: [var first, _] }
                || ColumnReader.Name(first) is not { } name) return null;
            if (schema.IndexOf(name) < 0) return CollectionFaults.UnknownColumn(name);
        }

        return null;
    }

    private static bool IsCondition(TableSchema schema, State item) =>
        item.As<TupleState>() is { Items: [var name, _] }
        && ColumnReader.Name(name) is { } text && schema.IndexOf(text) >= 0;
}
