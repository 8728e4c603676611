using TinyChain.Runtime.Ports;
using TinyChain.Runtime.Transactions;

namespace TinyChain.Runtime.Collections;

/// <summary>
/// Walks a table's entries: the rows are well, each has its entry in every index, and each entry of
/// an index has its row.
/// </summary>
internal sealed class TableChecks(TableSchema schema, IKeySpace space, byte[] prefix)
{
    private readonly TableRows _rows = new(schema, space, prefix);

    internal IEnumerable<string> All()
    {
        var primary = KeyRange.Under(schema.Indices[0].Prefix(prefix));
        return RowChecks.Check(space, primary, schema.Columns, _rows.PrimaryKey)
            .Concat(space.Scan(primary).SelectMany(Missing))
            .Concat(schema.Indices.Skip(1).SelectMany(Stray));
    }

    private IEnumerable<string> Missing(StoreEntry entry)
    {
        // What is no row was told before.
        if (RowChecks.Sound(entry.Value, schema.Columns) is not { } row) yield break;
        foreach (var index in schema.Indices.Skip(1))
        {
            if (!(space.Get(_rows.Key(index, row)) is { } found
                && found.AsSpan().SequenceEqual(entry.Key)))
                yield return RowChecks.Line(entry, $"has no entry in index {index.Name}");
        }
    }

    private IEnumerable<string> Stray(TableIndex index)
    {
        foreach (var entry in space.Scan(KeyRange.Under(index.Prefix(prefix))))
        {
            if (RowChecks.Sound(space.Get(entry.Value), schema.Columns) is not { } found)
                yield return RowChecks.Line(entry, $"in index {index.Name} has no row");
            else if (!entry.Key.AsSpan().SequenceEqual(_rows.Key(index, found)))
                yield return RowChecks.Line(entry, $"in index {index.Name} is of an older row");
        }
    }
}
