using TinyChain.Ir.Ops;
using TinyChain.Ir.Values;
using TinyChain.Parser.Syntax;

namespace TinyChain.Parser.Forms;

/// <summary>
/// `{"/state/closure": [{name: state, …}, op]}`: a literal in every context, unless what it
/// captured holds references (J19).
/// </summary>
internal static class ClosureForm
{
    public static Term Parse(Scope scope, Call call)
    {
        var payload = call.Payload;
        if (payload.Kind != SyntaxKind.Array || payload.Count != 2)
            return scope.Errors.WrongShape(
                payload.Span, call.Target, "[{captured}, op definition]");
        var captured = MapForm.ParseArgument(scope, payload.First);
        var op = OpDefForm.ParseOp(scope.InScalar(), payload.Item(1));
        if (captured.IsBad || op is null) return Term.Bad;
        return captured.IsLiteral && captured.Value.As<MapState>() is { } map
            ? Term.Of(new Closure(map, op), call.Span)
            : Term.Of(new ClosureNode(scope.Next(call.Span), scope.Node(captured), op));
    }

    public static void Write(FormWriter writer, Closure closure)
    {
        writer.Open(StateClass.Closure);
        writer.Json.WriteStartArray();
        MapForm.WriteMembers(writer, closure.Captured);
        OpDefForm.Write(writer, closure.Op);
        Close(writer);
    }

    public static void Write(FormWriter writer, ClosureNode node)
    {
        writer.Open(StateClass.Closure);
        writer.Json.WriteStartArray();
        MapForm.WriteMembers(writer, node.Context);
        OpDefForm.Write(writer, node.Op);
        Close(writer);
    }

    private static void Close(FormWriter writer)
    {
        writer.Json.WriteEndArray();
        writer.Json.WriteEndObject();
    }
}
