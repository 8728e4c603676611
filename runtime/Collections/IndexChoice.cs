using System.Collections.Immutable;

namespace TinyChain.Runtime.Collections;

/// <summary>
/// Which index serves a range and an order (spec/collections.md 3.4). There is no scan of the whole
/// table and no sort in memory.
/// </summary>
internal static class IndexChoice
{
    /// <summary>
    /// The first that begins with the columns of the range, in some order, all but the last of them
    /// fixed to one value, and goes on after the fixed ones in the order asked for. Null if none.
    /// </summary>
    internal static TableIndex? Find(
        TableSchema schema, ImmutableSortedDictionary<int, ColumnRange> range,
        ImmutableArray<int> order) =>
        schema.Indices.FirstOrDefault(index =>
            HasRange(index, range) && HasOrder(index, range, order));

    private static bool HasRange(
        TableIndex index, ImmutableSortedDictionary<int, ColumnRange> range)
    {
        if (range.Count > index.Columns.Length) return false;
        for (var i = 0; i < range.Count; i++)
        {
            if (!range.TryGetValue(index.Columns[i], out var values)) return false;
            if (!values.IsOneValue && i != range.Count - 1) return false;
        }

        return true;
    }

    /// <summary>A column that is fixed to one value is in order wherever it stands.</summary>
    private static bool HasOrder(
        TableIndex index, ImmutableSortedDictionary<int, ColumnRange> range,
        ImmutableArray<int> order)
    {
        var isFixed = (int column) => range.TryGetValue(column, out var v) && v.IsOneValue;
        var rest = order.Where(column => !isFixed(column)).ToArray();
        return index.Columns.Where(column => !isFixed(column)).Take(rest.Length)
            .SequenceEqual(rest);
    }
}
