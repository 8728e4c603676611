using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;
using TinyChain.Parser.Syntax;

namespace TinyChain.Parser.Forms;

/// <summary>`{"/state/scalar/ref/for_each": [items, op, "item name"]}`.</summary>
internal static class ForEachForm
{
    public static Term Parse(Scope scope, Call call)
    {
        var payload = call.Payload;
        if (payload.Kind != SyntaxKind.Array || payload.Count != 3)
            return scope.Errors.WrongShape(
                payload.Span, call.Target, "[items, op, \"item name\"]");
        var inner = scope.InScalar();
        var items = JsonForm.Parse(inner, payload.First);
        var op = JsonForm.Parse(inner, payload.Item(1));
        var name = IdForm.ParseName(scope, payload.Item(2));
        if (items.IsBad || op.IsBad || name is null) return Term.Bad;
        var info = scope.Next(call.Span);
        return Term.Of(new ForEachRef(info, scope.Node(items), scope.Node(op), name));
    }

    public static void Write(FormWriter writer, ForEachRef node)
    {
        writer.Open(StateClass.RefForEach);
        writer.Json.WriteStartArray();
        writer.Node(node.Items);
        writer.Node(node.Op);
        writer.Json.WriteStringValue(node.ItemName.Text);
        writer.Json.WriteEndArray();
        writer.Json.WriteEndObject();
    }
}
