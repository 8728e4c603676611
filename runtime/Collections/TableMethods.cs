using System.Collections.Immutable;
using TinyChain.Ir.Types;
using TinyChain.Ir.Values;

namespace TinyChain.Runtime.Collections;

/// <summary>
/// What a table's methods make of their keys (spec/collections.md 3.3): the query of the view asked
/// for, or null and the fault.
/// </summary>
internal static class TableMethods
{
    /// <summary>`limit`: the first n rows (KT6: no negative n).</summary>
    internal static TableQuery? Limit(TableQuery query, State key, out Fault? fault)
    {
        var count = Casting.Cast(NumberClass.U64, key);
        fault = count.IsFault
            ? Fault.BadRequest($"limit takes a number of rows, not {ValueText.Show(key)}") : null;
        return fault is null ? query.First((ulong)count.Bits) : null;
    }

    /// <summary>`order`: `[column, …]` or `[[column, …], reverse]`.</summary>
    internal static TableQuery? Order(
        TableSchema schema, TableQuery query, State key, out Fault? fault)
    {
        var isReversed = State.Of(false);
        if (key.As<TupleState>() is { Items: [var list, var flag] }
            && list.As<TupleState>() is not null)
        {
            key = list;
            isReversed = Casting.ToBool(flag);
        }

        fault = isReversed.As<Fault>();
        if (fault is not null) return null;
        var columns = Columns(schema, "order", key, out fault);
        return fault is null ? query.OrderBy(columns, isReversed.AsBool, out fault) : null;
    }

    /// <summary>`select`: some columns of those that are there, in the order given.</summary>
    internal static TableQuery? Select(
        TableSchema schema, TableQuery query, State key, out Fault? fault)
    {
        var columns = Columns(schema, "select", key, out fault);
        if (fault is not null) return null;
        if (columns.IsEmpty) fault = Fault.BadRequest("select takes one column at least");
        foreach (var column in columns)
        {
            if (query.Selected is { } shown && !shown.Contains(column))
                fault = CollectionFaults.UnknownColumn(schema.Columns[column].Name.Text);
        }

        return fault is null ? query.Select(columns) : null;
    }

    /// <summary>`columns`, `key_columns`, `key_names`: names as Ids.</summary>
    internal static State Names(TableSchema schema, TableQuery query, string method, State key)
    {
        if (!key.IsNone) return State.Of(CollectionFaults.TakesNoKey(method));
        var shown = query.Selected is { } columns ? schema.Select(columns) : schema;
        var named = method == "columns" ? shown.Columns : shown.KeyColumns;
        return State.Tuple([.. named.Select(column => State.Of(column.Name))]);
    }

    private static ImmutableArray<int> Columns(
        TableSchema schema, string method, State key, out Fault? fault)
    {
        fault = null;
        if (ColumnReader.Names(key) is not { } names)
        {
            fault = CollectionFaults.NotAList(method);
            return [];
        }

        var places = ImmutableArray.CreateBuilder<int>(names.Length);
        foreach (var name in names)
        {
            var place = schema.IndexOf(name);
            if (place < 0) fault = CollectionFaults.UnknownColumn(name);
            else if (places.Contains(place)) fault = CollectionFaults.Repeated(name);
            if (fault is not null) return [];
            places.Add(place);
        }

        return places.ToImmutable();
    }
}
