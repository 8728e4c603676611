using TinyChain.Ir.Values;
using TinyChain.Parser.Syntax;

namespace TinyChain.Parser.Forms;

/// <summary>
/// `{"/state/collection/btree": [schema]}` and, in context S, `[schema, data]`; a table likewise
/// (spec/collections.md 1.2). Each resolution makes a collection, so a literal is a call:
/// <code>
/// {class: [schema]}       ⇒ GET class [schema]
/// {class: [schema, data]} ⇒ POST class {"schema": schema, "data": data}
/// </code>
/// </summary>
internal static class CollectionForm
{
    private static readonly Id s_schema = Id.Of("schema");
    private static readonly Id s_data = Id.Of("data");

    /// <summary>True for a class that this form or <see cref="ChainForm"/> makes.</summary>
    public static bool IsMutable(StateClass target) =>
        target.Is(StateClass.Collection) || target.Is(StateClass.Chain);

    public static Term Parse(Scope scope, Call call)
    {
        var payload = call.Payload;
        if (!scope.IsState || payload.Kind != SyntaxKind.Array || payload.Count != 2)
            return SubjectForm.Parse(scope, call);
        var inner = scope.InScalar();
        var map = new MapCollector(inner);
        map.Add(s_schema, payload.First.Span, JsonForm.Parse(inner, payload.First));
        map.Add(s_data, payload.Item(1).Span, JsonForm.Parse(inner, payload.Item(1)));
        return SubjectForm.Post(inner, call, map.ToTerm(payload.Span));
    }
}
