using TinyChain.Ir.Refs;

namespace TinyChain.Parser.Forms;

/// <summary>`{"/state/scalar/ref/id": {"$x": []}}`, which is the same as `{"$x": []}`.</summary>
internal static class IdRefForm
{
    public static Term Parse(Scope scope, Call call)
    {
        var term = JsonForm.Parse(scope.InScalar(), call.Payload);
        return term.IsBad || term.Node is IdRef ? term
            : scope.Errors.WrongShape(call.Payload.Span, call.Target, "{\"$name\": []}");
    }

    public static void Write(FormWriter writer, IdRef node)
    {
        writer.Json.WriteStartObject();
        writer.EmptyList($"${node.Name}");
        writer.Json.WriteEndObject();
    }
}
