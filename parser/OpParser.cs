using System.Diagnostics.CodeAnalysis;
using System.Text;
using TinyChain.Ir.Ops;
using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;
using TinyChain.Parser.Forms;
using TinyChain.Parser.Syntax;

namespace TinyChain.Parser;

/// <summary>Station 4: JSON text to nodes, ops and states. Never throws for what is in the text.</summary>
public static class OpParser
{
    /// <summary>The document's shape alone: the `syntax` stage of `inspect`.</summary>
    public static ParseResult<SyntaxTree> ReadSyntax(ReadOnlyMemory<byte> json)
    {
        var errors = new ParseErrors();
        return new(SyntaxReader.Read(json, errors), errors.Bag);
    }

    /// <summary>The value of a PUT: context S of spec/language.md 2.2.</summary>
    public static ParseResult<Node> ParseValue(ReadOnlyMemory<byte> json) =>
        ParseNode(json, JsonForm.Parse);

    /// <summary>
    /// The parameters of a POST: a MapNode, or a LiteralNode of a map (J10). An object is always a
    /// map here; a list of `[name, value]` pairs stands for one.
    /// </summary>
    public static ParseResult<Node> ParseParameters(ReadOnlyMemory<byte> json) =>
        ParseNode(json, RequestForm.ParseParameters);

    /// <summary>
    /// The body of `/transact/hypothetical`, `{"op": [[name, state], …]}`: a POST op without
    /// parameters whose statements are decoded in context S. When `op` isn't there, the result's
    /// MissingParameter says so.
    /// </summary>
    public static ParseResult<OpDef> ParseHypothetical(ReadOnlyMemory<byte> json) =>
        ParseOp(json, RequestForm.ParseHypothetical);

    /// <summary>
    /// A file for `inspect`: an op definition, a hypothetical's body, or a list of statements.
    /// </summary>
    public static ParseResult<OpDef> ParseOp(ReadOnlyMemory<byte> json) =>
        ParseOp(json, RequestForm.ParseFile);

    /// <summary>The `?key=` of a request: context V. `problem` says why there is no value.</summary>
    public static bool TryParseKey(
        string text, out State key, [NotNullWhen(false)] out string? problem)
    {
        var errors = new ParseErrors();
        var tree = SyntaxReader.Read(Encoding.UTF8.GetBytes(text), errors);
        var term = tree is null
            ? Term.Bad : RequestForm.ParseKey(Scope.Document(errors), tree.Root);
        key = term.IsBad ? State.None : term.Value;
        problem = term.IsBad ? errors.Bag.Items[0].Message : null;
        return problem is null;
    }

    private static ParseResult<Node> ParseNode(
        ReadOnlyMemory<byte> json, Func<Scope, SyntaxValue, Term> parse)
    {
        var errors = new ParseErrors();
        if (SyntaxReader.Read(json, errors) is not { } tree) return new(null, errors.Bag);
        var scope = Scope.Document(errors);
        var term = parse(scope, tree.Root);
        var isBad = term.IsBad || !scope.IsWithinLimits(tree.Root.Span);
        return new(isBad ? null : scope.Node(term), errors.Bag);
    }

    private static ParseResult<OpDef> ParseOp(
        ReadOnlyMemory<byte> json, Func<Scope, SyntaxValue, OpDef?> parse)
    {
        var errors = new ParseErrors();
        var tree = SyntaxReader.Read(json, errors);
        var op = tree is null ? null : parse(Scope.Document(errors), tree.Root);
        return new(op, errors.Bag) { MissingParameter = errors.MissingParameter };
    }
}
