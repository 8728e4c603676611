using TinyChain.Ir.Refs;
using TinyChain.Parser.Syntax;

namespace TinyChain.Parser.Forms;

/// <summary>The parts of a form that is a list of fixed length, such as `if`.</summary>
internal static class Parts
{
    /// <summary>
    /// The items as nodes, in context C; null, and diagnostics, when there are fewer than `least`
    /// or more than `most`, or when one is bad.
    /// </summary>
    public static Node[]? Parse(Scope scope, Call call, int least, int most, string shape)
    {
        var payload = call.Payload;
        if (payload.Kind == SyntaxKind.Array && payload.Count >= least && payload.Count <= most)
            return Parse(scope, payload);
        scope.Errors.WrongShape(payload.Span, call.Target, shape);
        return null;
    }

    /// <summary>The items of a list as nodes, in context C; null when one is bad.</summary>
    public static Node[]? Parse(Scope scope, SyntaxValue list)
    {
        var inner = scope.InScalar();
        var terms = list.Items.Select(item => JsonForm.Parse(inner, item)).ToArray();
        return terms.Any(term => term.IsBad) ? null : [.. terms.Select(inner.Node)];
    }
}
