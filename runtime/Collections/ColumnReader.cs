using System.Collections.Immutable;
using TinyChain.Ir;
using TinyChain.Ir.Ops;
using TinyChain.Ir.Types;
using TinyChain.Ir.Values;

namespace TinyChain.Runtime.Collections;

/// <summary>Reads columns and names as schemas and requests spell them.</summary>
internal static class ColumnReader
{
    private const string Shape = "[name, class] or [name, class, max_len]";

    /// <summary>Classes besides numbers; each needs a `max_len`.</summary>
    private static readonly ImmutableArray<StateClass> s_variable =
    [
        StateClass.String, StateClass.Id, StateClass.Link, StateClass.Email, StateClass.Bytes,
        StateClass.Version, StateClass.None, StateClass.ValueTuple,
    ];

    /// <summary>The columns of a list, none of whose names comes twice; else the fault.</summary>
    internal static ImmutableArray<Column> ReadAll(
        State list, ISet<string> names, bool isKey, out Fault? fault)
    {
        fault = null;
        if (list.As<TupleState>() is not { } tuple)
        {
            fault = Fault.BadRequest($"a list of columns, each {Shape}, is wanted, "
                + $"not {ValueText.Show(list)}");
            return [];
        }

        var columns = ImmutableArray.CreateBuilder<Column>();
        foreach (var item in tuple.Items)
        {
            if (Read(item, isKey, out fault) is not { } column) return [];
            if (!names.Add(column.Name.Text)) fault = CollectionFaults.Repeated(column.Name.Text);
            if (names.Count > Limits.Columns) fault = Fault.Limit("columns", Limits.Columns);
            if (fault is not null) return [];
            columns.Add(column);
        }

        return columns.ToImmutable();
    }

    /// <summary>The texts of a list of names; null where it is none.</summary>
    internal static ImmutableArray<string>? Names(State list)
    {
        if (list.As<TupleState>() is not { } tuple) return null;
        var names = tuple.Items.Select(Name).ToImmutableArray();
        return names.Contains(null) ? null : names!;
    }

    /// <summary>A name is text or an Id; null for anything else.</summary>
    internal static string? Name(State state) => state.As<string>() ?? state.As<Id>()?.Text;

    private static Column? Read(State item, bool isKey, out Fault? fault)
    {
        if (item.As<TupleState>() is not { Items: { Length: 2 or 3 } parts }
            || Name(parts[0]) is not { } text)
        {
            fault = Fault.BadRequest($"a column is {Shape}");
            return null;
        }

        if (!Id.TryParse(text, out var name, out var problem))
        {
            fault = Fault.BadRequest($"not a column's name: {problem}");
            return null;
        }

        var length = parts.Length == 3 ? parts[2] : State.None;
        fault = ReadType(parts[1], text, out var type) ?? RefuseLength(text, type!, length);
        return fault is null
            ? new Column(name, type!, length.IsNone ? null : (ulong)length.Bits, isKey) : null;
    }

    /// <summary>The class as text or as a link: `{"/path": {}}`, `{"/path": []}` (KN16).</summary>
    private static Fault? ReadType(State spelled, string column, out StateClass? type)
    {
        var path = Name(spelled) ?? spelled.As<Link>()?.ToString()
            ?? (spelled.As<ClassDef>() is { Prototype.Count: 0 } c ? c.Parent.ToString() : null);
        type = path is null ? null : StateClass.Find(path);
        return type is NumberClass || s_variable.Contains(type!) ? null : Fault.BadRequest(
            $"column {column}: {(path is null ? ValueText.Show(spelled) : $"'{path}'")} is no "
            + "class of columns; give one of numbers, or "
            + string.Join(", ", s_variable.Select(c => c.Name)));
    }

    private static Fault? RefuseLength(string column, StateClass type, State length)
    {
        if (length.IsNone)
        {
            return type is NumberClass ? null : Fault.BadRequest(
                $"column {column}: a {type.Path} needs a max_len in bytes, such as "
                + $"[\"{column}\", \"{type.Path}\", 64]");
        }

        if (type is NumberClass)
            return Fault.BadRequest($"column {column}: a {type.Path} takes no max_len");
        return length.IsNumber && NumberConversion.IsWhole(length)
            && NumberConversion.Whole(length) >= 0 ? null : Fault.BadRequest(
                $"column {column}: max_len {ValueText.Show(length)} is no number of bytes");
    }
}
