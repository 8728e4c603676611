using System.Collections.Immutable;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Ports;
using TinyChain.Runtime.Transactions;

namespace TinyChain.Runtime.Collections;

/// <summary>
/// A table's entries: one per row in the primary index, and one per row in each other. A write
/// claims every entry of the row, before and after, whether it changes or not: whoever reads
/// through an index claims entries of that index alone.
/// </summary>
internal sealed class TableRows(TableSchema schema, IKeySpace space, byte[] prefix)
{
    /// <summary>The key of a row's entry; a row's key columns alone will do.</summary>
    internal byte[] PrimaryKey(ImmutableArray<State> row) => Key(schema.Indices[0], row);

    internal byte[] Key(TableIndex index, ImmutableArray<State> row)
    {
        var writer = new KeyWriter();
        writer.Raw(index.Prefix(prefix));
        foreach (var place in index.Columns)
            KeyEncoding.Write(writer, schema.Columns[place], row[place]);
        return writer.ToArray();
    }

    /// <summary>The row under a claimed primary key, or null.</summary>
    internal ImmutableArray<State>? Find(byte[] primaryKey) =>
        space.Get(primaryKey) is { } value ? Row.Decode(value) : null;

    /// <summary>
    /// Claims what <see cref="Write"/> of the same row will touch; its key columns alone will do.
    /// </summary>
    internal async ValueTask<Fault?> Claim(
        ImmutableArray<State> row, ImmutableArray<State>? next) =>
        CollectionFaults.AtRow(
            await Claim(PrimaryKey(row), next).ConfigureAwait(false),
            row.Take(schema.KeyLength));

    private async ValueTask<Fault?> Claim(byte[] primaryKey, ImmutableArray<State>? next)
    {
        var fault = await space.ClaimRead(KeyRange.Of(primaryKey)).ConfigureAwait(false)
            ?? await space.ClaimWrite(primaryKey).ConfigureAwait(false);
        if (fault is not null) return fault;
        var old = Find(primaryKey);
        foreach (var index in schema.Indices.Skip(1))
        {
            fault = await ClaimEntry(index, old).ConfigureAwait(false)
                ?? await ClaimEntry(index, next).ConfigureAwait(false);
            if (fault is not null) return fault;
        }

        return null;
    }

    /// <summary>
    /// Puts a row in the place of the one that has its key, in every index; null only takes the old
    /// one away. All is claimed.
    /// </summary>
    internal Fault? Write(byte[] primaryKey, ImmutableArray<State>? next)
    {
        var old = Find(primaryKey);
        foreach (var index in schema.Indices.Skip(1))
        {
            var (before, after) = (KeyOrNone(index, old), KeyOrNone(index, next));
            if (before.AsSpan().SequenceEqual(after)) continue;
            var fault = before.Length > 0 ? space.Set(before, null) : null;
            if (after.Length > 0) fault ??= space.Set(after, primaryKey);
            if (fault is not null) return fault;
        }

        if (old is null && next is null) return null;
        return space.Set(primaryKey, next is { } row ? Row.Encode(row) : null);
    }

    private byte[] KeyOrNone(TableIndex index, ImmutableArray<State>? row) =>
        row is { } some ? Key(index, some) : [];

    private ValueTask<Fault?> ClaimEntry(TableIndex index, ImmutableArray<State>? row) =>
        row is { } some ? space.ClaimWrite(Key(index, some)) : default;
}
