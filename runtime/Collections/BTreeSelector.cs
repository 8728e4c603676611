using TinyChain.Ir.Values;
using TinyChain.Runtime.Ports;

namespace TinyChain.Runtime.Collections;

/// <summary>
/// Selectors of BTrees (spec/collections.md 2.4): values of the first columns, and perhaps a range
/// of the next one.
/// </summary>
internal static class BTreeSelector
{
    /// <summary>The keys that a selector selects; null and the fault.</summary>
    internal static KeyRange? Read(
        BTreeSchema schema, byte[] prefix, State selector, out Fault? fault)
    {
        fault = CollectionFaults.Selector();
        if (selector.As<TupleState>() is not { Items: var items }) return null;
        fault = CollectionFaults.RowLength("the BTree", schema.Columns.Length, items.Length);
        if (items.Length > schema.Columns.Length) return null;
        var before = BTreeSchema.RowsPrefix(prefix);
        for (var i = 0; i < items.Length; i++)
        {
            var isLast = i == items.Length - 1;
            fault = CollectionFaults.Selector();
            if (!isLast && ColumnRange.IsRange(items[i])) return null;
            if (ColumnRange.Read(schema.Columns[i], items[i], out fault) is not { } range)
                return null;
            if (isLast) return range.Within(before);
            before = range.After(before);
        }

        fault = null;
        return KeyRange.Under(before);
    }
}
