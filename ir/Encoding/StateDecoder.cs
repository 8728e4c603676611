using System.Collections.Immutable;
using TinyChain.Ir.Ops;
using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;

namespace TinyChain.Ir.Encoding;

/// <summary>Canonical bytes back to states.</summary>
public static class StateDecoder
{
    /// <summary>
    /// The state that was encoded. A fault, never an exception, where the bytes are damaged, cut
    /// short, of another version or of something else: what is accepted encodes to the same bytes.
    /// </summary>
    public static State Decode(ReadOnlySpan<byte> bytes)
    {
        var header = StateEncoder.Header;
        if (!bytes.StartsWith(header)) return Damaged("another format or version");
        var reader = new EncodingReader(bytes[header.Length..]);
        var state = Read(ref reader);
        if (!reader.IsBroken && !reader.IsAtEnd) reader.Fail("something follows the state");
        return reader.IsBroken ? Damaged(reader.Problem!) : state;
    }

    /// <summary>A state; None where the reader is, or gets, broken.</summary>
    internal static State Read(ref EncodingReader reader)
    {
        if (!reader.Enter()) return State.None;
        var tag = reader.Byte();
        var state = NumberForms.Of(tag) is (_, { } leaf, var width)
            ? ReadNumber(ref reader, leaf, width) : ReadTagged(ref reader, tag);
        if (state.IsFault) reader.Fail(state.As<Fault>()!.Message);
        reader.Leave();
        return reader.IsBroken ? State.None : state;
    }

    private static State ReadTagged(ref EncodingReader reader, byte tag)
    {
        switch (tag)
        {
            case Tag.None: return State.None;
            case Tag.False: return State.Of(false);
            case Tag.True: return State.Of(true);
            case Tag.C64: return ReadComplex(ref reader);
            case Tag.String: return State.Of(reader.Text());
            case Tag.Id: return State.Of(reader.Name());
            case Tag.Link: return State.Of(reader.Link());
            case Tag.Cluster: return State.Of(new ClusterRef(reader.Link()));
            case Tag.Email: return ReadEmail(ref reader);
            case Tag.Bytes: return State.Of(new Bytes([.. reader.Raw(reader.Count())]));
            case Tag.Version: return ReadVersion(ref reader);
            case Tag.Tuple: return ReadTuple(ref reader);
            case Tag.Map: return ReadMap(ref reader);
            case Tag.Range: return ReadRange(ref reader);
            case Tag.Closure: return ReadClosure(ref reader);
            case Tag.Class: return ReadClass(ref reader);
            case Tag.Instance: return ReadInstance(ref reader);
            case Tag.Ref:
                return State.Of(new RefState(NodeDecoder.Read(ref reader, new NodeNumbering())));
            case Tag.OpGet or Tag.OpPut or Tag.OpPost or Tag.OpDelete:
                return State.Of(OpDecoder.Read(ref reader, tag));
            default:
                reader.Fail($"{tag} begins no state");
                return State.None;
        }
    }

    private static State ReadNumber(ref EncodingReader reader, NumberClass leaf, int width)
    {
        var bits = reader.Fixed(width);
        var isSigned = leaf.Kind is NumberKind.Int || leaf == NumberClass.F32;
        // A payload narrower than 64 bits is held extended by its sign.
        return State.Number(leaf, !isSigned ? bits : width switch
        {
            2 => (short)bits,
            4 => (int)bits,
            _ => bits,
        });
    }

    private static State ReadComplex(ref EncodingReader reader)
    {
        var re = BitConverter.Int64BitsToDouble(reader.Fixed(8));
        return State.Complex(re, BitConverter.Int64BitsToDouble(reader.Fixed(8)));
    }

    private static State ReadEmail(ref EncodingReader reader)
    {
        if (Email.Parse(reader.Text()) is { } email) return State.Of(email);
        reader.Fail("an e-mail address is none");
        return State.None;
    }

    private static State ReadVersion(ref EncodingReader reader)
    {
        var major = (uint)reader.Fixed(4);
        var minor = (uint)reader.Fixed(4);
        return State.Of(new VersionId(major, minor, (uint)reader.Fixed(4)));
    }

    private static State ReadTuple(ref EncodingReader reader)
    {
        var items = new State[reader.Count()];
        for (var i = 0; i < items.Length && !reader.IsBroken; i++) items[i] = Read(ref reader);
        return State.Tuple(ImmutableArray.Create(items));
    }

    private static State ReadMap(ref EncodingReader reader)
    {
        var count = reader.Count();
        var keys = new Id[count];
        var values = new State[count];
        for (var i = 0; i < count && !reader.IsBroken; i++)
        {
            keys[i] = reader.Name();
            values[i] = Read(ref reader);
            if (i > 0 && keys[i].CompareTo(keys[i - 1]) <= 0) reader.Fail("keys don't ascend");
        }

        return reader.IsBroken ? State.None : State.Map([.. keys], [.. values]);
    }

    private static State ReadRange(ref EncodingReader reader)
    {
        var start = ReadBound(ref reader);
        return State.Of(new RangeState(start, ReadBound(ref reader)));
    }

    private static RangeBound ReadBound(ref EncodingReader reader)
    {
        var kind = (RangeBoundKind)reader.Byte();
        if (!Enum.IsDefined(kind)) reader.Fail("a bound is of no kind");
        return kind == RangeBoundKind.Open || reader.IsBroken
            ? default : new RangeBound(kind, Read(ref reader));
    }

    private static State ReadClosure(ref EncodingReader reader)
    {
        var captured = ReadTaggedMap(ref reader);
        var op = OpDecoder.Read(ref reader, reader.Byte());
        // A map past the limits reads as a fault; so does the closure.
        return captured.As<MapState>() is { } map ? State.Of(new Closure(map, op)) : captured;
    }

    private static State ReadClass(ref EncodingReader reader)
    {
        var parent = reader.Link();
        var prototype = ReadTaggedMap(ref reader);
        return prototype.As<MapState>() is { } map
            ? State.Of(new ClassDef(parent, map)) : prototype;
    }

    private static State ReadInstance(ref EncodingReader reader)
    {
        if (reader.Byte() != Tag.Class) reader.Fail("an instance has no class");
        var definition = ReadClass(ref reader);
        var parent = Read(ref reader);
        var members = ReadTaggedMap(ref reader);
        return definition.As<ClassDef>() is not { } known ? definition
            : members.As<MapState>() is { } map ? Instance.Of(known, parent, map) : members;
    }

    private static State ReadTaggedMap(ref EncodingReader reader)
    {
        if (reader.Byte() != Tag.Map) reader.Fail("a map is missing");
        return ReadMap(ref reader);
    }

    private static State Damaged(string how) =>
        State.Of(new Fault(FaultKind.Internal, $"stored data cannot be read: {how}", []));
}
