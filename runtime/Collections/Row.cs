using System.Collections.Immutable;
using TinyChain.Ir.Diagnostics;
using TinyChain.Ir.Encoding;
using TinyChain.Ir.Values;

namespace TinyChain.Runtime.Collections;

/// <summary>
/// Rows: cast column by column, kept whole in an entry's value in the canonical form.
/// </summary>
internal static class Row
{
    /// <summary>The values as the columns keep them, or the first one's fault.</summary>
    internal static ImmutableArray<State> Cast(
        string what, ImmutableArray<Column> columns, State values, out Fault? fault)
    {
        fault = null;
        if (values.As<TupleState>() is not { Items: var items })
            fault = CollectionFaults.NotATuple(what);
        else if (items.Length != columns.Length)
            fault = CollectionFaults.RowLength(what, columns.Length, items.Length);
        else return Cast(columns, items, out fault);
        return [];
    }

    internal static byte[] Encode(ImmutableArray<State> row) =>
        StateEncoder.Encode(State.Tuple(row));

    /// <summary>The row of an entry, which was encoded here.</summary>
    internal static ImmutableArray<State> Decode(byte[] value) =>
        TryDecode(value) ?? throw new BugException("an entry of a collection holds a row");

    /// <summary>Null where the bytes are no row: damaged, or written by something else.</summary>
    internal static ImmutableArray<State>? TryDecode(byte[] value) =>
        StateDecoder.Decode(value).As<TupleState>()?.Items;

    private static ImmutableArray<State> Cast(
        ImmutableArray<Column> columns, ImmutableArray<State> items, out Fault? fault)
    {
        var row = ImmutableArray.CreateBuilder<State>(items.Length);
        for (var i = 0; i < items.Length; i++)
        {
            var value = columns[i].Cast(items[i]);
            fault = value.As<Fault>();
            if (fault is not null) return [];
            row.Add(value);
        }

        fault = null;
        return row.MoveToImmutable();
    }
}
