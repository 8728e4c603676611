using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;
using TinyChain.Parser.Syntax;

namespace TinyChain.Parser.Forms;

/// <summary>
/// `{"/state/scalar/ref/case": [condition, [switch, …], [case, …]]}`: one case more than there are
/// items to compare with, for when none is equal.
/// </summary>
internal static class CaseForm
{
    private const string Shape = "[condition, [value, …], [result, …, default]]";

    public static Term Parse(Scope scope, Call call)
    {
        var payload = call.Payload;
        if (payload.Kind != SyntaxKind.Array || payload.Count != 3
            || payload.Item(1).Kind != SyntaxKind.Array
            || payload.Item(2).Kind != SyntaxKind.Array)
            return scope.Errors.WrongShape(payload.Span, call.Target, Shape);
        var condition = JsonForm.Parse(scope.InScalar(), payload.First);
        var switches = Parts.Parse(scope, payload.Item(1));
        var cases = Parts.Parse(scope, payload.Item(2));
        if (condition.IsBad || switches is null || cases is null) return Term.Bad;
        if (cases.Length != switches.Length + 1)
            return scope.Errors.CaseCount(payload.Item(2).Span, switches.Length, cases.Length);
        return Term.Of(new CaseRef(
            scope.Next(call.Span), scope.Node(condition), [.. switches], [.. cases]));
    }

    public static void Write(FormWriter writer, CaseRef node)
    {
        writer.Open(StateClass.RefCase);
        writer.Json.WriteStartArray();
        writer.Node(node.Condition);
        writer.List(node.Switches);
        writer.List(node.Cases);
        writer.Json.WriteEndArray();
        writer.Json.WriteEndObject();
    }
}
