using TinyChain.Ir.Diagnostics;
using TinyChain.Ir.Values;

namespace TinyChain.Runtime.Collections;

/// <summary>
/// Values as bytes that sort as the values do (spec/collections.md 2.2, language.md 7.4). Of one
/// column's encodings none is the beginning of another, so those of a row's columns, one after the
/// other, sort as the rows do, and all that begin with some values share a prefix. They are never
/// read back: an entry holds its row.
/// </summary>
public static class KeyEncoding
{
    /// <summary>A value of the column's class, as <see cref="Column.Cast"/> gave it.</summary>
    public static byte[] Of(Column column, State value)
    {
        var writer = new KeyWriter();
        Write(writer, column, value);
        return writer.ToArray();
    }

    /// <summary>Any value, among values of any class: in the order of collation.</summary>
    public static byte[] OfAny(State value)
    {
        var writer = new KeyWriter();
        WriteAny(writer, value);
        return writer.ToArray();
    }

    internal static void Write(KeyWriter into, Column column, State value)
    {
        if (column.Type is NumberClass number)
        {
            NumberKey.Write(into, value);
            if (number.IsRoot || number.Kind == NumberKind.Complex)
                NumberKey.WriteParts(into, value);
        }
        else if (value.As<TupleState>() is { } tuple) WriteTuple(into, tuple);
        else WritePlain(into, value);
    }

    // Recursion is bounded by Limits.StateDepth.
    private static void WriteAny(KeyWriter into, State value)
    {
        into.Byte(Rank(value));
        if (value.IsNumber)
        {
            NumberKey.Write(into, value);
            NumberKey.WriteParts(into, value);
        }
        else if (value.As<TupleState>() is { } tuple) WriteTuple(into, tuple);
        else WritePlain(into, value);
    }

    /// <summary>Its items, then 0, which is no rank: a tuple goes before those it begins.</summary>
    private static void WriteTuple(KeyWriter into, TupleState tuple)
    {
        foreach (var item in tuple.Items) WriteAny(into, item);
        into.Byte(0);
    }

    private static void WritePlain(KeyWriter into, State value)
    {
        if (value.IsNone) return;
        if (value.As<string>() is { } text)
        {
            into.Text(text);
            return;
        }

        switch (value.As<StateObject>())
        {
            case Id id: into.Text(id.Text); break;
            case Email email: into.Text(email.Text); break;
            case Bytes bytes: into.Ended(bytes.Content.AsSpan()); break;
            case Link link: WriteLink(into, link); break;
            case VersionId version:
                into.Big(version.Major, 4);
                into.Big(version.Minor, 4);
                into.Big(version.Patch, 4);
                break;
            default: throw new BugException($"{value.Class} is no class of keys");
        }
    }

    /// <summary>With a host before without; then by host, then segment by segment.</summary>
    private static void WriteLink(KeyWriter into, Link link)
    {
        into.Byte(link.Host is null ? (byte)2 : (byte)1);
        if (link.Host is { } host) into.Text(host);
        foreach (var segment in link.Path)
        {
            into.Byte(1);
            into.Text(segment.Text);
        }

        into.Byte(0);
    }

    private static byte Rank(State value)
    {
        if (value.IsNumber) return 3;
        if (value.IsNone) return 1;
        if (value.As<string>() is not null) return 7;
        return value.As<StateObject>() switch
        {
            VersionId => 2,
            Bytes => 4,
            Id => 5,
            Email => 6,
            Link => 8,
            TupleState => 9,
            _ => throw new BugException($"{value.Class} is no class of keys"),
        };
    }
}
