using System.Collections.Immutable;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Ports;
using TinyChain.Runtime.Transactions;

namespace TinyChain.Runtime.Collections;

/// <summary>Walks the entries that hold rows, and says what is wrong with them.</summary>
internal static class RowChecks
{
    /// <summary>
    /// Each entry holds a row, its values are as the columns keep them, its key is the row's, and
    /// keys ascend.
    /// </summary>
    internal static IEnumerable<string> Check(
        IKeySpace space, KeyRange range, ImmutableArray<Column> columns,
        Func<ImmutableArray<State>, byte[]> keyOf)
    {
        byte[] last = [];
        foreach (var entry in space.Scan(range))
        {
            if (last.AsSpan().SequenceCompareTo(entry.Key) >= 0)
                yield return Line(entry, "does not come after the key before it");
            last = entry.Key;
            if (Problem(entry, columns, keyOf) is { } problem) yield return Line(entry, problem);
        }
    }

    internal static string Line(StoreEntry entry, string problem) =>
        $"{Convert.ToHexStringLower(entry.Key)}: {problem}";

    private static string? Problem(
        StoreEntry entry, ImmutableArray<Column> columns, Func<ImmutableArray<State>, byte[]> keyOf)
    {
        if (Row.TryDecode(entry.Value) is not { } row) return "holds no row";
        return Problem(row, columns)
            ?? (entry.Key.AsSpan().SequenceEqual(keyOf(row)) ? null : "is not the key of its row");
    }

    /// <summary>The row that a value holds; null where there is none, or a bad one.</summary>
    internal static ImmutableArray<State>? Sound(byte[]? value, ImmutableArray<Column> columns) =>
        value is not null && Row.TryDecode(value) is { } row && Problem(row, columns) is null
            ? row : null;

    private static string? Problem(ImmutableArray<State> row, ImmutableArray<Column> columns)
    {
        if (row.Length != columns.Length)
            return $"the row has {row.Length} values for {columns.Length} columns";
        for (var i = 0; i < row.Length; i++)
        {
            var cast = columns[i].Cast(row[i]);
            if (cast.As<Fault>() is { } fault) return fault.Message;
            if (!ReferenceEquals(cast.Class, row[i].Class))
                return $"column {columns[i].Name} holds a {row[i].Class.Path}";
        }

        return null;
    }
}
