using TinyChain.Ir.Values;
using TinyChain.Parser.Syntax;

namespace TinyChain.Parser.Forms;

/// <summary>
/// A chain over a collection (spec/collections.md 5.2), in context S alone:
/// <code>
/// {"/state/chain/sync": collection}            ⇒ POST class {"subject": collection}
/// {"/state/chain/block": [collection, blocks]} ⇒ POST class {"subject": …, "history": blocks}
/// </code>
/// `[collection]` is a GET, as a service's definition has it (5.1).
/// </summary>
internal static class ChainForm
{
    private static readonly Id s_subject = Id.Of("subject");
    private static readonly Id s_history = Id.Of("history");

    public static Term ParseSync(Scope scope, Call call) =>
        scope.IsState && ObjectForm.HasSubject(call.Payload)
            ? Make(scope, call, call.Payload, null) : SubjectForm.Parse(scope, call);

    public static Term ParseBlock(Scope scope, Call call) =>
        scope.IsState && call.Payload.Kind == SyntaxKind.Array && call.Payload.Count == 2
            ? Make(scope, call, call.Payload.First, call.Payload.Item(1))
            : SubjectForm.Parse(scope, call);

    /// <summary>The subject is a literal itself, so it stays in context S.</summary>
    private static Term Make(Scope scope, Call call, SyntaxValue subject, SyntaxValue? history)
    {
        var map = new MapCollector(scope);
        map.Add(s_subject, subject.Span, JsonForm.Parse(scope, subject));
        if (history is { } blocks)
            map.Add(s_history, blocks.Span, JsonForm.Parse(scope.InScalar(), blocks));
        return SubjectForm.Post(scope, call, map.ToTerm(call.Payload.Span));
    }
}
