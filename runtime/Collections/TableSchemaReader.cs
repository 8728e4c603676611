using System.Collections.Immutable;
using TinyChain.Ir;
using TinyChain.Ir.Values;

namespace TinyChain.Runtime.Collections;

/// <summary>
/// Reads `[[key columns, value columns], [[index, [columns]], …]]` (spec/collections.md 3.1).
/// </summary>
internal static class TableSchemaReader
{
    private const string Primary = "primary";

    internal static TableSchema? Read(State schema, out Fault? fault)
    {
        fault = Fault.BadRequest("a table's schema is [[key columns, value columns], "
            + "[[index, [column, …]], …]]; the list of indices may be []");
        if (schema.As<TupleState>() is not { Items: [var both, var indices] }
            || both.As<TupleState>() is not { Items: [var keys, var values] }
            || indices.As<TupleState>() is not { Items: var list })
            return null;
        var names = new HashSet<string>();
        var key = ColumnReader.ReadAll(keys, names, true, out fault);
        if (fault is not null) return null;
        var columns = key.AddRange(ColumnReader.ReadAll(values, names, false, out fault));
        if (fault is not null) return null;
        var all = ReadIndices(list, columns, key.Length, out fault);
        return fault is null ? new TableSchema(Marked(columns, all), key.Length, all) : null;
    }

    private static ImmutableArray<TableIndex> ReadIndices(
        ImmutableArray<State> list, ImmutableArray<Column> columns, int keyLength, out Fault? fault)
    {
        var key = Enumerable.Range(0, keyLength).ToImmutableArray();
        var indices = ImmutableArray.Create(new TableIndex(null, 0, key, key));
        var names = new HashSet<string> { Primary };
        fault = list.Length > Limits.TableIndices
            ? Fault.Limit("indices of a table", Limits.TableIndices) : null;
        foreach (var item in list)
        {
            if (fault is not null) return [];
            if (ReadIndex(item, columns, out fault) is not (var name, var declared)) return [];
            if (!names.Add(name.Text))
            {
                fault = Fault.BadRequest(
                    $"there is an index {name} already; give each its own name");
            }

            indices = indices.Add(new TableIndex(
                name, (byte)indices.Length, declared, [.. declared.Union(key)]));
        }

        return indices;
    }

    private static (Id Name, ImmutableArray<int> Columns)? ReadIndex(
        State item, ImmutableArray<Column> columns, out Fault? fault)
    {
        fault = Fault.BadRequest("an index is [name, [column, …]], with one column at least");
        if (item.As<TupleState>() is not { Items: [var name, var list] }
            || ColumnReader.Name(name) is not { } text || !Id.TryParse(text, out var id, out _)
            || ColumnReader.Names(list) is not { IsEmpty: false } names)
            return null;
        var places = ImmutableArray.CreateBuilder<int>(names.Length);
        foreach (var column in names)
        {
            var place = Place(columns, column);
            fault = place < 0 ? CollectionFaults.UnknownColumn(column)
                : places.Contains(place) ? CollectionFaults.Repeated(column) : null;
            if (fault is not null) return null;
            places.Add(place);
        }

        fault = null;
        return (id, places.ToImmutable());
    }

    /// <summary>Columns that an index holds are parts of keys.</summary>
    private static ImmutableArray<Column> Marked(
        ImmutableArray<Column> columns, ImmutableArray<TableIndex> indices) =>
    [
        .. columns.Select((column, place) =>
            column with { IsKey = indices.Any(index => index.Columns.Contains(place)) }),
    ];

    private static int Place(ImmutableArray<Column> columns, string name)
    {
        for (var i = 0; i < columns.Length; i++)
        {
            if (columns[i].Name.Text == name) return i;
        }

        return -1;
    }
}
