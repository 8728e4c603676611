using System.Text;
using TinyChain.Ir.Checking;
using TinyChain.Ir.Ops;
using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;

namespace TinyChain.Ir.Printing;

/// <summary>
/// Ops as text, one form a line; ops inside follow, indented, under the statement that holds them.
/// </summary>
public static class OpPrinter
{
    /// <summary>`get (key)`, `put (key, value)`, `post`, `delete (key)`.</summary>
    public static string Head(OpDef op)
    {
        var kind = op.Kind.ToString().ToLowerInvariant();
        return op.KeyName is null ? kind
            : op.ValueName is null ? $"{kind} ({op.KeyName})"
            : $"{kind} ({op.KeyName}, {op.ValueName})";
    }

    /// <summary>The product of Parse.</summary>
    public static string Print(OpDef op) => Print(op, "", _ => "", NestedParsed);

    /// <summary>The product of Check: every node with its `:class`, every line with its `!effect`.</summary>
    public static string Print(TypedOp typed) => Print(typed, "");

    private static string Print(TypedOp typed, string indent)
    {
        string Note(Node node) => $":{ClassText.Of(typed.ClassOf(node))}";
        var text = new StringBuilder();
        var inputs = typed.Scope.Inputs.Zip(
            typed.Signature, (name, c) => $"{name}:{ClassText.Of(c)}");
        text.Append(indent).Append(Head(typed.Op)).Append(" ← ")
            .AppendJoin(", ", inputs.DefaultIfEmpty("nothing")).Append('\n');
        foreach (var statement in typed.Op.Form)
        {
            text.Append(Line(statement, indent, Note)).Append(" !")
                .Append(typed.EffectOf(statement.Node).ToString().ToLowerInvariant()).Append('\n');
            text.Append(NestedTyped(statement.Node, indent + "    "));
        }

        return text.ToString();
    }

    private static string Print(
        OpDef op, string indent, Func<Node, string> note, Func<Node, string, string> nested)
    {
        var text = new StringBuilder();
        text.Append(indent).Append(Head(op)).Append('\n');
        foreach (var statement in op.Form)
        {
            text.Append(Line(statement, indent, note)).Append('\n');
            text.Append(nested(statement.Node, indent + "    "));
        }

        return text.ToString();
    }

    private static string Line(Statement statement, string indent, Func<Node, string> note) =>
        $"{indent}  {statement.Name?.Text ?? "_"} = {NodeText.Of(statement.Node, note)}";

    private static string NestedParsed(Node node, string indent) => string.Concat(
        OpsIn(node).Select(op => Print(op, indent, _ => "", NestedParsed)));

    private static string NestedTyped(Node node, string indent) => string.Concat(
        OpsIn(node).Select(op => OpChecker.Check(op, null, new()) is { } typed
            ? Print(typed, indent) : ""));

    /// <summary>The ops that a node holds, as literals or in closures.</summary>
    private static IEnumerable<OpDef> OpsIn(Node node)
    {
        var own = node switch
        {
            LiteralNode literal => OpIn(literal.Value),
            WithRef with => with.Op,
            ClosureNode closure => closure.Op,
            _ => null,
        };
        if (own is not null) yield return own;
        foreach (var op in node.Children.SelectMany(OpsIn)) yield return op;
    }

    private static OpDef? OpIn(State value) => value.As<OpDef>() ?? value.As<Closure>()?.Op;
}
