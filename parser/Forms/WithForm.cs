using TinyChain.Ir.Ops;
using TinyChain.Ir.Values;
using TinyChain.Parser.Syntax;

namespace TinyChain.Parser.Forms;

/// <summary>`{"/state/scalar/ref/with": [["x", {"$y": []}], op]}`.</summary>
internal static class WithForm
{
    public static Term Parse(Scope scope, Call call)
    {
        var payload = call.Payload;
        if (payload.Kind != SyntaxKind.Array || payload.Count != 2
            || payload.First.Kind != SyntaxKind.Array)
            return scope.Errors.WrongShape(payload.Span, call.Target, "[[name, …], op definition]");
        var names = payload.First.Items.Select(name => IdForm.ParseName(scope, name)).ToArray();
        var op = OpDefForm.ParseOp(scope.InScalar(), payload.Item(1));
        if (op is null || names.Any(name => name is null)) return Term.Bad;
        return Term.Of(new WithRef(scope.Next(call.Span), [.. names.OfType<Id>()], op));
    }

    public static void Write(FormWriter writer, WithRef node)
    {
        writer.Open(StateClass.RefWith);
        writer.Json.WriteStartArray();
        writer.Json.WriteStartArray();
        foreach (var name in node.Captures) writer.Json.WriteStringValue(name.Text);
        writer.Json.WriteEndArray();
        OpDefForm.Write(writer, node.Op);
        writer.Json.WriteEndArray();
        writer.Json.WriteEndObject();
    }
}
