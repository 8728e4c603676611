using System.Collections.Immutable;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Ports;
using TinyChain.Runtime.Transactions;

namespace TinyChain.Runtime.Collections;

/// <summary>A BTree's columns; all of them are its key (spec/collections.md 2.1).</summary>
public sealed class BTreeSchema : CollectionSchema
{
    private BTreeSchema(ImmutableArray<Column> columns) => Columns = columns;

    public override StateClass Class => StateClass.BTree;

    internal override int IndexCount => 1;

    internal ImmutableArray<Column> Columns { get; }

    internal static BTreeSchema? Read(State schema, out Fault? fault)
    {
        var columns = ColumnReader.ReadAll(schema, new HashSet<string>(), true, out fault);
        if (fault is null && columns.IsEmpty)
            fault = Fault.BadRequest("a BTree needs a column, such as [\"n\", \"/state/…\"]");
        return fault is null ? new BTreeSchema(columns) : null;
    }

    public override Collection Open(IKeySpace space, byte[] prefix) =>
        new BTreeView(this, space, prefix);

    public override async ValueTask<Fault?> Load(IKeySpace space, byte[] prefix, State rows)
    {
        if (rows.IsNone) return null;
        if (rows.As<TupleState>() is not { } tuple) return CollectionFaults.NotAList("a BTree");
        var writes = new BTreeWrites(this, space, prefix);
        var meter = new RowMeter(space);
        var cast = ImmutableArray.CreateBuilder<ImmutableArray<State>>(tuple.Items.Length);
        foreach (var item in tuple.Items)
        {
            cast.Add(Row.Cast("a row", Columns, item, out var fault));
            fault ??= meter.Add() ?? await writes.Claim(cast[^1]).ConfigureAwait(false);
            if (fault is not null) return fault;
        }

        return writes.InsertAll(cast);
    }

    public override IEnumerable<string> Check(IKeySpace space, byte[] prefix)
    {
        var range = KeyRange.Under(RowsPrefix(prefix));
        return RowChecks.Check(space, range, Columns, row => Key(prefix, row));
    }

    internal override State Spell(Func<StateClass, State> type) =>
        State.Tuple([.. Columns.Select(column => column.Spell(type))]);

    internal override Hash256 Hash() => HashOf([.. Columns.Select(column => column.Hashed())]);

    /// <summary>What the keys of all rows begin with.</summary>
    internal static byte[] RowsPrefix(byte[] prefix) => [.. prefix, 0];

    internal byte[] Key(byte[] prefix, ImmutableArray<State> row)
    {
        var writer = new KeyWriter();
        writer.Raw(RowsPrefix(prefix));
        for (var i = 0; i < row.Length; i++) KeyEncoding.Write(writer, Columns[i], row[i]);
        return writer.ToArray();
    }
}
