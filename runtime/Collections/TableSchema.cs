using System.Collections.Immutable;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Transactions;

namespace TinyChain.Runtime.Collections;

/// <summary>
/// A table's columns, key first, and its indices, the primary one first (spec/collections.md 3.1).
/// </summary>
public sealed class TableSchema : CollectionSchema
{
    internal TableSchema(
        ImmutableArray<Column> columns, int keyLength, ImmutableArray<TableIndex> indices)
    {
        Columns = columns;
        KeyLength = keyLength;
        Indices = indices;
    }

    public override StateClass Class => StateClass.Table;

    internal override int IndexCount => Indices.Length;

    /// <summary>The columns of a row: those of its key, then those of its values.</summary>
    internal ImmutableArray<Column> Columns { get; }

    internal int KeyLength { get; }

    internal ImmutableArray<TableIndex> Indices { get; }

    internal ImmutableArray<Column> KeyColumns => Columns[..KeyLength];

    internal ImmutableArray<Column> ValueColumns => Columns[KeyLength..];

    internal static TableSchema? Read(State schema, out Fault? fault) =>
        TableSchemaReader.Read(schema, out fault);

    public override Collection Open(IKeySpace space, byte[] prefix) =>
        new TableView(this, space, prefix, TableQuery.Everything(this));

    public override async ValueTask<Fault?> Load(IKeySpace space, byte[] prefix, State rows)
    {
        if (rows.IsNone) return null;
        if (rows.As<TupleState>() is not { } tuple) return CollectionFaults.NotAList("a table");
        var table = new TableRows(this, space, prefix);
        var meter = new RowMeter(space);
        var cast = ImmutableArray.CreateBuilder<ImmutableArray<State>>(tuple.Items.Length);
        foreach (var item in tuple.Items)
        {
            cast.Add(Row.Cast("a row", Columns, item, out var fault));
            fault ??= meter.Add() ?? await table.Claim(cast[^1], cast[^1]).ConfigureAwait(false);
            if (fault is not null) return fault;
        }

        foreach (var row in cast)
        {
            if ((meter.Add() ?? table.Write(table.PrimaryKey(row), row)) is { } fault) return fault;
        }

        return null;
    }

    public override IEnumerable<string> Check(IKeySpace space, byte[] prefix) =>
        new TableChecks(this, space, prefix).All();

    /// <summary>The place of a column in a row, or -1.</summary>
    internal int IndexOf(string name)
    {
        for (var i = 0; i < Columns.Length; i++)
        {
            if (Columns[i].Name.Text == name) return i;
        }

        return -1;
    }

    /// <summary>What a selection of columns shows: values alone, and no index (3.2).</summary>
    internal TableSchema Select(ImmutableArray<int> columns) =>
        new([.. columns.Select(place => Columns[place])], 0, Indices[..1]);

    internal override State Spell(Func<StateClass, State> type)
    {
        State List(IEnumerable<Column> columns) =>
            State.Tuple([.. columns.Select(column => column.Spell(type))]);
        return State.Tuple(
        [
            State.Tuple([List(KeyColumns), List(ValueColumns)]),
            State.Tuple([.. Indices.Skip(1).Select(index => Spell(index, index.Declared))]),
        ]);
    }

    internal override Hash256 Hash()
    {
        var key = Enumerable.Range(0, KeyLength);
        return HashOf(
            State.Tuple([.. Columns.Select(column => column.Hashed())]),
            State.Tuple([.. Indices.Skip(1).Select(
                index => Spell(index, [.. index.Declared, .. key]))]));
    }

    private State Spell(TableIndex index, ImmutableArray<int> columns) => State.Tuple(
    [
        State.Of(index.Name!.Text),
        State.Tuple([.. columns.Select(place => State.Of(Columns[place].Name.Text))]),
    ]);
}
