using System.Collections.Immutable;
using TinyChain.Ir;
using TinyChain.Ir.Ops;
using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;
using TinyChain.Parser.Syntax;

namespace TinyChain.Parser.Forms;

/// <summary>
/// The statements of an op: `[name, state]` each. Any other item is a statement without a name
/// (X3), which only the end of the op can use.
/// </summary>
internal static class StatementsForm
{
    /// <summary>The scope is the op's own. Null, and diagnostics, when a statement is bad.</summary>
    public static ImmutableArray<Statement>? Parse(Scope scope, SyntaxValue list)
    {
        if (list.Count > Limits.Statements)
        {
            scope.Errors.TooManyStatements(list.Span, list.Count);
            return null;
        }

        var statements = ImmutableArray.CreateBuilder<Statement>(list.Count);
        var isBad = false;
        foreach (var item in list.Items)
        {
            var name = NameOf(item);
            var term = JsonForm.Parse(scope, name is null ? item : item.Item(1));
            if (term.IsBad) isBad = true;
            else statements.Add(new Statement(name, scope.Node(term)));
        }

        return isBad || !scope.IsWithinLimits(list.Span) ? null : statements.DrainToImmutable();
    }

    /// <summary>
    /// An empty list would make a POST op's definition the link of its class; a statement without
    /// a name that says None answers the same.
    /// </summary>
    public static void Write(FormWriter writer, ImmutableArray<Statement> form, bool mayBeEmpty)
    {
        writer.Json.WriteStartArray();
        foreach (var statement in form) Write(writer, statement);
        if (form.IsEmpty && !mayBeEmpty) writer.Json.WriteNullValue();
        writer.Json.WriteEndArray();
    }

    private static void Write(FormWriter writer, Statement statement)
    {
        if (statement.Name is { } name)
        {
            writer.Json.WriteStartArray();
            writer.Json.WriteStringValue(name.Text);
            writer.Node(statement.Node);
            writer.Json.WriteEndArray();
        }
        else if (LooksNamed(statement.Node)) ScalarTupleForm.Write(writer, statement.Node);
        else writer.Node(statement.Node);
    }

    private static Id? NameOf(SyntaxValue item) =>
        item.Kind == SyntaxKind.Array && item.Count == 2 && item.First.Kind == SyntaxKind.String
            && Id.TryParse(item.First.Text(), out var id, out _) ? id : null;

    /// <summary>True for a tuple that would be read as a name and its statement.</summary>
    private static bool LooksNamed(Node node) => node switch
    {
        LiteralNode literal => literal.Value.As<TupleState>() is { Items: [var first, _] }
            && IsName(first),
        TupleNode { Items: [LiteralNode first, _] } => IsName(first.Value),
        _ => false,
    };

    private static bool IsName(State state) =>
        state.As<string>() is { } text && Id.IsValid(text);
}
