using System.Collections.Immutable;
using TinyChain.Ir.Diagnostics;
using TinyChain.Ir.Ops;
using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;

namespace TinyChain.Ir.Encoding;

/// <summary>
/// States to canonical bytes: what storage keeps, and what identifies an op. Equal states (class
/// included) have equal bytes and different ones different bytes. Nodes' numbers and places in
/// the source are left out.
/// </summary>
public static class StateEncoder
{
    /// <summary>
    /// What every encoding begins with; the last byte is the version of the form.
    /// </summary>
    internal static ReadOnlySpan<byte> Header => [(byte)'T', (byte)'C', 1];

    /// <summary>The bytes of any state but a fault, which is never stored.</summary>
    public static byte[] Encode(State state) => Encoded(state).ToArray();

    /// <summary>The same bytes, where nobody keeps them.</summary>
    internal static ReadOnlySpan<byte> Encoded(State state)
    {
        var writer = new EncodingWriter();
        writer.Raw(Header);
        Write(writer, state);
        return writer.Written;
    }

    internal static void Write(EncodingWriter writer, State state)
    {
        if (state.IsNone) writer.Byte(Tag.None);
        else if (state.IsNumber) WriteNumber(writer, state);
        else if (state.As<string>() is { } text) WriteText(writer, Tag.String, text);
        else Write(writer, state.As<StateObject>()!);
    }

    // A new kind of StateObject gets its arm here and its tag in Tag.
    private static void Write(EncodingWriter writer, StateObject state)
    {
        switch (state)
        {
            case Id id: WriteText(writer, Tag.Id, id.Text); break;
            case Link link: WriteText(writer, Tag.Link, link.ToString()); break;
            case Email email: WriteText(writer, Tag.Email, email.Text); break;
            case ClusterRef cluster: WriteText(writer, Tag.Cluster, cluster.Path.ToString()); break;
            case Bytes bytes: WriteBytes(writer, bytes); break;
            case VersionId version: WriteVersion(writer, version); break;
            case TupleState tuple: WriteTuple(writer, tuple.Items); break;
            case MapState map: WriteMap(writer, map); break;
            case RangeState range: WriteRange(writer, range); break;
            case OpDef op: WriteOp(writer, op); break;
            case Closure closure: WriteClosure(writer, closure); break;
            case ClassDef definition: WriteClass(writer, definition); break;
            case Instance instance:
                writer.Byte(Tag.Instance);
                WriteClass(writer, instance.Definition);
                Write(writer, instance.Parent);
                WriteMap(writer, instance.Members);
                break;
            case RefState reference:
                writer.Byte(Tag.Ref);
                NodeEncoder.Write(writer, reference.Node);
                break;
            default: throw new BugException($"{state.Class} has no encoding");
        }
    }

    internal static void WriteOp(EncodingWriter writer, OpDef op)
    {
        writer.Byte(op.Kind switch
        {
            OpKind.Get => Tag.OpGet,
            OpKind.Put => Tag.OpPut,
            OpKind.Post => Tag.OpPost,
            OpKind.Delete => Tag.OpDelete,
        });
        if (op.KeyName is { } key) writer.Text(key.Text);
        if (op.ValueName is { } value) writer.Text(value.Text);
        writer.Count(op.Form.Length);
        foreach (var statement in op.Form)
        {
            // No Id is empty, so the empty text stands for no name.
            writer.Text(statement.Name?.Text ?? "");
            NodeEncoder.Write(writer, statement.Node);
        }
    }

    private static void WriteText(EncodingWriter writer, byte tag, string text)
    {
        writer.Byte(tag);
        writer.Text(text);
    }

    private static void WriteBytes(EncodingWriter writer, Bytes bytes)
    {
        writer.Byte(Tag.Bytes);
        writer.Count(bytes.Content.Length);
        writer.Raw(bytes.Content.AsSpan());
    }

    private static void WriteVersion(EncodingWriter writer, VersionId version)
    {
        writer.Byte(Tag.Version);
        writer.Fixed(version.Major, 4);
        writer.Fixed(version.Minor, 4);
        writer.Fixed(version.Patch, 4);
    }

    private static void WriteTuple(EncodingWriter writer, ImmutableArray<State> items)
    {
        writer.Byte(Tag.Tuple);
        writer.Count(items.Length);
        foreach (var item in items) Write(writer, item);
    }

    private static void WriteMap(EncodingWriter writer, MapState map)
    {
        writer.Byte(Tag.Map);
        writer.Count(map.Count);
        for (var i = 0; i < map.Count; i++)
        {
            writer.Text(map.Keys[i].Text);
            Write(writer, map.Values[i]);
        }
    }

    private static void WriteRange(EncodingWriter writer, RangeState range)
    {
        writer.Byte(Tag.Range);
        WriteBound(writer, range.Start);
        WriteBound(writer, range.End);
    }

    private static void WriteBound(EncodingWriter writer, RangeBound bound)
    {
        writer.Byte((byte)bound.Kind);
        if (bound.Kind != RangeBoundKind.Open) Write(writer, bound.Value);
    }

    private static void WriteClosure(EncodingWriter writer, Closure closure)
    {
        writer.Byte(Tag.Closure);
        WriteMap(writer, closure.Captured);
        WriteOp(writer, closure.Op);
    }

    private static void WriteClass(EncodingWriter writer, ClassDef definition)
    {
        WriteText(writer, Tag.Class, definition.Parent.ToString());
        WriteMap(writer, definition.Prototype);
    }

    private static void WriteNumber(EncodingWriter writer, State number)
    {
        if (number.As<Complex64>() is { } complex)
        {
            writer.Byte(Tag.C64);
            writer.Fixed(BitConverter.DoubleToInt64Bits(complex.Re), 8);
            writer.Fixed(BitConverter.DoubleToInt64Bits(complex.Im), 8);
        }
        else if (number.Is(NumberClass.Bool))
        {
            writer.Byte(number.AsBool ? Tag.True : Tag.False);
        }
        else
        {
            var (tag, _, width) = NumberForms.Of((NumberClass)number.Class);
            writer.Byte(tag);
            writer.Fixed(number.Bits, width);
        }
    }
}
