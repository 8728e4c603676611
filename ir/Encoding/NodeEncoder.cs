using System.Collections.Immutable;
using TinyChain.Ir.Diagnostics;
using TinyChain.Ir.Ops;
using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;

namespace TinyChain.Ir.Encoding;

/// <summary>
/// Expressions to canonical bytes: a tag, what the node says itself, then its parts.
/// </summary>
internal static class NodeEncoder
{
    public static void Write(EncodingWriter writer, Node node)
    {
        switch (node)
        {
            case LiteralNode literal:
                writer.Byte(Tag.LiteralNode);
                StateEncoder.Write(writer, literal.Value);
                break;
            case TupleNode tuple:
                writer.Byte(Tag.TupleNode);
                WriteList(writer, tuple.Items);
                break;
            case MapNode map: WriteMap(writer, map); break;
            case IdRef id:
                writer.Byte(Tag.IdRef);
                writer.Text(id.Name.Text);
                break;
            case OpRef op: WriteOpRef(writer, op); break;
            case IfRef: WriteParts(writer, Tag.IfRef, node); break;
            case CaseRef choice: WriteCase(writer, choice); break;
            case CondRef: WriteParts(writer, Tag.CondRef, node); break;
            case BranchOp branch:
                // The CondRef around it makes a branch of the literal that it reads as.
                writer.Byte(Tag.LiteralNode);
                StateEncoder.WriteOp(writer, branch.Op);
                break;
            case ForEachRef loop:
                WriteParts(writer, Tag.ForEachRef, node);
                writer.Text(loop.ItemName.Text);
                break;
            case AfterRef: WriteParts(writer, Tag.AfterRef, node); break;
            case WhileRef: WriteParts(writer, Tag.WhileRef, node); break;
            case WithRef with: WriteWith(writer, with); break;
            case ClosureNode closure:
                WriteParts(writer, Tag.ClosureNode, closure);
                StateEncoder.WriteOp(writer, closure.Op);
                break;
            case ClassNode definition:
                writer.Byte(Tag.ClassNode);
                writer.Text(definition.Parent.ToString());
                Write(writer, definition.Prototype);
                break;
            case InstanceNode: WriteParts(writer, Tag.InstanceNode, node); break;
            default: throw new BugException($"{node.GetType().Name} has no encoding");
        }
    }

    private static void WriteOpRef(EncodingWriter writer, OpRef op)
    {
        writer.Byte(op.Verb switch
        {
            Verb.Get => Tag.GetRef,
            Verb.Put => Tag.PutRef,
            Verb.Post => Tag.PostRef,
            Verb.Delete => Tag.DeleteRef,
        });
        WriteSubject(writer, op.Subject);
        foreach (var child in op.Children) Write(writer, child);
    }

    private static void WriteSubject(EncodingWriter writer, Subject subject)
    {
        switch (subject)
        {
            case IdSubject id:
                writer.Byte(Tag.IdSubject);
                writer.Text(id.Name.Text);
                WriteNames(writer, id.Path);
                break;
            case LinkSubject link:
                writer.Byte(Tag.LinkSubject);
                writer.Text(link.Link.ToString());
                break;
            default: throw new BugException($"{subject.GetType().Name} has no encoding");
        }
    }

    private static void WriteParts(EncodingWriter writer, byte tag, Node node)
    {
        writer.Byte(tag);
        foreach (var child in node.Children) Write(writer, child);
    }

    private static void WriteMap(EncodingWriter writer, MapNode map)
    {
        writer.Byte(Tag.MapNode);
        writer.Count(map.Keys.Length);
        for (var i = 0; i < map.Keys.Length; i++)
        {
            writer.Text(map.Keys[i].Text);
            Write(writer, map.Values[i]);
        }
    }

    private static void WriteCase(EncodingWriter writer, CaseRef choice)
    {
        writer.Byte(Tag.CaseRef);
        Write(writer, choice.Condition);
        WriteList(writer, choice.Switches);
        WriteList(writer, choice.Cases);
    }

    private static void WriteWith(EncodingWriter writer, WithRef with)
    {
        writer.Byte(Tag.WithRef);
        WriteNames(writer, with.Captures);
        StateEncoder.WriteOp(writer, with.Op);
    }

    private static void WriteNames(EncodingWriter writer, ImmutableArray<Id> names)
    {
        writer.Count(names.Length);
        foreach (var name in names) writer.Text(name.Text);
    }

    private static void WriteList(EncodingWriter writer, ImmutableArray<Node> nodes)
    {
        writer.Count(nodes.Length);
        foreach (var node in nodes) Write(writer, node);
    }
}
