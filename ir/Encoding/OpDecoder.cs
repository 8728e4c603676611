using System.Collections.Immutable;
using TinyChain.Ir.Ops;
using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;

namespace TinyChain.Ir.Encoding;

/// <summary>Canonical bytes back to op definitions, their nodes numbered from 0 up.</summary>
internal static class OpDecoder
{
    private static readonly OpDef s_broken = new(OpKind.Post, null, null, [], 0);

    /// <summary>The op that follows its tag; an empty one where the reader gets broken.</summary>
    public static OpDef Read(ref EncodingReader reader, byte tag)
    {
        OpKind? kind = tag switch
        {
            Tag.OpGet => OpKind.Get,
            Tag.OpPut => OpKind.Put,
            Tag.OpPost => OpKind.Post,
            Tag.OpDelete => OpKind.Delete,
            _ => null,
        };
        if (kind is null) reader.Fail($"{tag} begins no op");
        if (kind is null || !reader.Enter()) return s_broken;
        var key = kind is OpKind.Post ? null : reader.Name();
        var value = kind is OpKind.Put ? reader.Name() : null;
        var numbering = new NodeNumbering();
        var form = ReadForm(ref reader, numbering);
        reader.Leave();
        return reader.IsBroken
            ? s_broken : new OpDef(kind.Value, key, value, form, numbering.Count);
    }

    private static ImmutableArray<Statement> ReadForm(
        ref EncodingReader reader, NodeNumbering numbering)
    {
        var count = reader.Count();
        if (count > Limits.Statements) reader.Fail("an op has too many statements");
        var form = ImmutableArray.CreateBuilder<Statement>();
        for (var i = 0; i < count && !reader.IsBroken; i++)
        {
            var name = ReadName(ref reader);
            form.Add(new Statement(name, NodeDecoder.Read(ref reader, numbering)));
        }

        return form.ToImmutable();
    }

    private static Id? ReadName(ref EncodingReader reader)
    {
        var text = reader.Text();
        if (text.Length == 0) return null;
        if (!Id.TryParse(text, out var name, out var problem)) reader.Fail(problem);
        return name;
    }
}
