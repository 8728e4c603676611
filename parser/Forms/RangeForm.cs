using TinyChain.Ir.Values;
using TinyChain.Parser.Syntax;

namespace TinyChain.Parser.Forms;

/// <summary>
/// `{"/state/scalar/range": [start, end]}`: each bound `null`, `["in", value]` or `["ex", value]`
/// (spec/language.md 2.6, T7). A range is data: its bounds are literals.
/// </summary>
internal static class RangeForm
{
    private const string Shape =
        "[start, end], each null, [\"in\", value] or [\"ex\", value]";

    public static Term Parse(Scope scope, Call call)
    {
        var payload = call.Payload;
        if (payload.Kind != SyntaxKind.Array || payload.Count != 2)
            return scope.Errors.WrongShape(payload.Span, call.Target, Shape);
        var start = ParseBound(scope, call, payload.First);
        var end = ParseBound(scope, call, payload.Item(1));
        return start is null || end is null ? Term.Bad
            : Term.Of(new RangeState(start.Value, end.Value), call.Span);
    }

    public static void Write(FormWriter writer, RangeState range)
    {
        writer.Open(StateClass.Range);
        writer.Json.WriteStartArray();
        WriteBound(writer, range.Start);
        WriteBound(writer, range.End);
        writer.Json.WriteEndArray();
        writer.Json.WriteEndObject();
    }

    private static RangeBound? ParseBound(Scope scope, Call call, SyntaxValue bound)
    {
        if (bound.Kind == SyntaxKind.Null) return new RangeBound(RangeBoundKind.Open, State.None);
        if (bound.Kind != SyntaxKind.Array || bound.Count != 2 || KindOf(bound.First) is not { } kind)
        {
            scope.Errors.WrongShape(bound.Span, call.Target, Shape);
            return null;
        }

        var term = JsonForm.Parse(scope.InScalar(), bound.Item(1));
        if (term.IsBad) return null;
        if (term.IsLiteral && ValueForm.IsValue(term.Value)) return new RangeBound(kind, term.Value);
        scope.Errors.BoundNotLiteral(bound.Span);
        return null;
    }

    private static RangeBoundKind? KindOf(SyntaxValue value) =>
        value.Kind != SyntaxKind.String ? null
        : value.Text() switch
        {
            "in" => RangeBoundKind.Inclusive,
            "ex" => RangeBoundKind.Exclusive,
            _ => null,
        };

    private static void WriteBound(FormWriter writer, RangeBound bound)
    {
        if (bound.Kind == RangeBoundKind.Open)
        {
            writer.Json.WriteNullValue();
            return;
        }

        writer.Json.WriteStartArray();
        writer.Json.WriteStringValue(bound.Kind == RangeBoundKind.Inclusive ? "in" : "ex");
        writer.State(bound.Value);
        writer.Json.WriteEndArray();
    }
}
