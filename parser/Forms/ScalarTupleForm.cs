using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;

namespace TinyChain.Parser.Forms;

/// <summary>
/// `{"/state/scalar/tuple": […]}`: a tuple; of a map, its values in the order of their names.
/// </summary>
internal static class ScalarTupleForm
{
    public static Term Parse(Scope scope, Call call)
    {
        var inner = scope.InScalar();
        var term = JsonForm.Parse(inner, call.Payload);
        if (term.IsBad || term.Node is TupleNode || term.Value.As<TupleState>() is not null)
            return term;
        if (term.Node is MapNode map)
        {
            var order = Enumerable.Range(0, map.Keys.Length).OrderBy(i => map.Keys[i]);
            return Term.Of(new TupleNode(inner.Next(call.Span), [.. order.Select(i => map.Values[i])]));
        }

        return term.IsLiteral && term.Value.As<MapState>() is { } values
            ? Term.Of(State.Tuple(values.Values), call.Span)
            : scope.Errors.WrongShape(call.Payload.Span, StateClass.ScalarTuple, "[…]");
    }

    /// <summary>
    /// A tuple where a list would be read as something else; its items are literals or nodes.
    /// </summary>
    public static void Write(FormWriter writer, Node node)
    {
        writer.Open(StateClass.ScalarTuple);
        writer.Node(node);
        writer.Json.WriteEndObject();
    }
}
