using TinyChain.Ir.Ops;
using TinyChain.Ir.Values;
using TinyChain.Parser.Syntax;

namespace TinyChain.Parser.Forms;

/// <summary>The shapes of whole documents: bodies, keys, and files to inspect.</summary>
internal static class RequestForm
{
    /// <summary>POST: an object, whatever its names look like, or a list of pairs (J10).</summary>
    public static Term ParseParameters(Scope scope, SyntaxValue body) => body.Kind switch
    {
        SyntaxKind.Object => MapForm.Parse(scope, body),
        SyntaxKind.Array => MapForm.ParsePairs(scope, body),
        SyntaxKind.Name or SyntaxKind.String or SyntaxKind.Number or SyntaxKind.True
            or SyntaxKind.False or SyntaxKind.Null => scope.Errors.NoMap(body.Span),
    };

    /// <summary>`{"op": [statement, …]}`, and nothing else beside it.</summary>
    public static OpDef? ParseHypothetical(Scope scope, SyntaxValue body)
    {
        if (Members(scope, body) is not { } members) return null;
        OpDef? op = null;
        var isFound = false;
        foreach (var (name, value) in members)
        {
            if (name.Kind is not (SyntaxKind.Name or SyntaxKind.String) || name.Text() != "op")
                scope.Errors.UnknownParameter(name.Span);
            else if (isFound) scope.Errors.DuplicateName(name.Span, Id.Of("op"));
            else
            {
                op = ParseStatements(scope, value);
                isFound = true;
            }
        }

        if (!isFound) scope.Errors.MissingOp(body.Span);
        return scope.Errors.Bag.IsEmpty ? op : null;
    }

    /// <summary>An op's definition, a hypothetical's body, or its statements alone.</summary>
    public static OpDef? ParseFile(Scope scope, SyntaxValue file) =>
        file.Kind == SyntaxKind.Array ? ParseStatements(scope, file)
        : ObjectForm.HasSubject(file) ? OpDefForm.ParseOp(scope, file)
        : ParseHypothetical(scope, file);

    /// <summary>
    /// Context V (spec/language.md 2.7): the JSON of a value, typed if need be. More is accepted
    /// than by the strict table there, so that every value that is printed can be a key.
    /// </summary>
    public static Term ParseKey(Scope scope, SyntaxValue key)
    {
        if (key.Kind == SyntaxKind.Object && key.Count == 1)
        {
            var (name, payload) = (key.First.Text(), key.FirstValue);
            if (name == StateClass.Value.Path) return ParseKey(scope, payload);
            if (name == StateClass.None.Path && payload.Kind == SyntaxKind.Null)
                return Term.Of(State.None, key.Span);
        }

        var term = JsonForm.Parse(scope.InScalar(), key);
        return term.IsBad || (term.IsLiteral && ValueForm.IsValue(term.Value))
            ? term : scope.Errors.KeyNotValue(key.Span);
    }

    private static OpDef? ParseStatements(Scope scope, SyntaxValue list)
    {
        if (list.Kind != SyntaxKind.Array)
        {
            scope.Errors.OpNotList(list.Span);
            return null;
        }

        var own = scope.ForOp(isState: true);
        return StatementsForm.Parse(own, list) is { } form
            ? new OpDef(OpKind.Post, null, null, form, own.NodeCount) : null;
    }

    private static IEnumerable<SyntaxEntry>? Members(Scope scope, SyntaxValue body)
    {
        if (body.Kind == SyntaxKind.Object) return body.Entries;
        var isPairs = body.Kind == SyntaxKind.Array
            && body.Items.All(i => i.Kind == SyntaxKind.Array && i.Count == 2);
        if (isPairs) return body.Items.Select(i => new SyntaxEntry(i.First, i.Item(1)));
        scope.Errors.NoMap(body.Span);
        return null;
    }
}
