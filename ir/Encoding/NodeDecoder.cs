using System.Collections.Immutable;
using TinyChain.Ir.Ops;
using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;

namespace TinyChain.Ir.Encoding;

/// <summary>Canonical bytes back to expressions.</summary>
internal static class NodeDecoder
{
    /// <summary>The next node; a literal None where the reader is, or gets, broken.</summary>
    public static Node Read(ref EncodingReader reader, NodeNumbering numbering)
    {
        var info = numbering.Next();
        if (numbering.Count > Limits.OpNodes) reader.Fail("an op has too many nodes");
        if (!reader.Enter()) return new LiteralNode(info, State.None);
        var tag = reader.Byte();
        var node = tag is >= Tag.GetRef and <= Tag.DeleteRef
            ? ReadOpRef(ref reader, tag, info, numbering)
            : ReadTagged(ref reader, tag, info, numbering);
        reader.Leave();
        return node;
    }

    private static Node ReadTagged(
        ref EncodingReader reader, byte tag, NodeInfo info, NodeNumbering numbering)
    {
        switch (tag)
        {
            case Tag.LiteralNode: return new LiteralNode(info, StateDecoder.Read(ref reader));
            case Tag.TupleNode: return new TupleNode(info, ReadList(ref reader, numbering));
            case Tag.MapNode: return ReadMap(ref reader, info, numbering);
            case Tag.IdRef: return new IdRef(info, reader.Name());
            case Tag.IfRef:
                var condition = Read(ref reader, numbering);
                var then = Read(ref reader, numbering);
                return new IfRef(info, condition, then, Read(ref reader, numbering));
            case Tag.CondRef:
                var choice = Read(ref reader, numbering);
                var taken = Read(ref reader, numbering);
                return new CondRef(info, choice, taken, Read(ref reader, numbering));
            case Tag.ForEachRef:
                var items = Read(ref reader, numbering);
                var op = Read(ref reader, numbering);
                return new ForEachRef(info, items, op, reader.Name());
            case Tag.CaseRef: return ReadCase(ref reader, info, numbering);
            case Tag.AfterRef:
                var first = Read(ref reader, numbering);
                return new AfterRef(info, first, Read(ref reader, numbering));
            case Tag.WhileRef:
                var test = Read(ref reader, numbering);
                var step = Read(ref reader, numbering);
                return new WhileRef(info, test, step, Read(ref reader, numbering));
            case Tag.WithRef:
                var names = reader.Names();
                return new WithRef(info, names, OpDecoder.Read(ref reader, reader.Byte()));
            case Tag.ClosureNode:
                var context = Read(ref reader, numbering);
                return new ClosureNode(info, context, OpDecoder.Read(ref reader, reader.Byte()));
            case Tag.ClassNode:
                var parent = reader.Link();
                return new ClassNode(info, parent, Read(ref reader, numbering));
            case Tag.InstanceNode: return new InstanceNode(info, Read(ref reader, numbering));
            default:
                reader.Fail($"{tag} begins no node");
                return new LiteralNode(info, State.None);
        }
    }

    private static Node ReadOpRef(
        ref EncodingReader reader, byte tag, NodeInfo info, NodeNumbering numbering)
    {
        var subject = ReadSubject(ref reader);
        var first = Read(ref reader, numbering);
        if (tag == Tag.GetRef) return new GetRef(info, subject, first);
        if (tag == Tag.DeleteRef) return new DeleteRef(info, subject, first);
        if (tag == Tag.PutRef)
            return new PutRef(info, subject, first, Read(ref reader, numbering));
        if (first is not MapNode && !(first is LiteralNode l && l.Value.As<MapState>() is not null))
            reader.Fail("the parameters of a POST are no map");
        return new PostRef(info, subject, first);
    }

    private static Subject ReadSubject(ref EncodingReader reader)
    {
        var tag = reader.Byte();
        if (tag == Tag.LinkSubject) return new LinkSubject(reader.Link());
        if (tag != Tag.IdSubject) reader.Fail($"{tag} begins no subject");
        var name = reader.Name();
        return new IdSubject(name, reader.Names());
    }

    private static MapNode ReadMap(
        ref EncodingReader reader, NodeInfo info, NodeNumbering numbering)
    {
        var count = reader.Count();
        var keys = ImmutableArray.CreateBuilder<Id>(count);
        var values = ImmutableArray.CreateBuilder<Node>(count);
        var seen = new HashSet<Id>();
        for (var i = 0; i < count && !reader.IsBroken; i++)
        {
            keys.Add(reader.Name());
            values.Add(Read(ref reader, numbering));
            if (!seen.Add(keys[i])) reader.Fail("a key stands twice");
        }

        return new MapNode(info, keys.ToImmutable(), values.ToImmutable());
    }

    private static CaseRef ReadCase(
        ref EncodingReader reader, NodeInfo info, NodeNumbering numbering)
    {
        var condition = Read(ref reader, numbering);
        var switches = ReadList(ref reader, numbering);
        var cases = ReadList(ref reader, numbering);
        if (cases.Length != switches.Length + 1) reader.Fail("cases don't match their switch");
        return new CaseRef(info, condition, switches, cases);
    }

    private static ImmutableArray<Node> ReadList(
        ref EncodingReader reader, NodeNumbering numbering)
    {
        var count = reader.Count();
        var nodes = ImmutableArray.CreateBuilder<Node>();
        for (var i = 0; i < count && !reader.IsBroken; i++) nodes.Add(Read(ref reader, numbering));
        return nodes.ToImmutable();
    }
}
