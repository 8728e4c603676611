using System.Text;
using TinyChain.Ir.Checking;
using TinyChain.Ir.Ops;
using TinyChain.Ir.Refs;

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

    /// <summary>
    /// The product of Check: every node with its `:class`, a call of constants with its `=answer`,
    /// a loop whose turns are known with its `×turns`, every line with its `!effect`.
    /// </summary>
    public static string Print(TypedOp typed)
    {
        string Note(Node node) => $":{ClassText.Of(typed.ClassOf(node))}"
            + (typed.FoldOf(node) is { } folded ? $"={StateText.Of(folded.Value)}" : "")
            + (LoopBound.Of(typed, node) is { } turns ? $"×{turns}" : "");
        var text = new StringBuilder();
        var inputs = typed.Scope.Inputs.Zip(
            typed.Inputs, (name, type) => $"{name}:{TypeText.Of(type)}");
        text.Append(Head(typed.Op)).Append(" ← ")
            .AppendJoin(", ", inputs.DefaultIfEmpty("nothing")).Append('\n');
        foreach (var statement in typed.Op.Form)
        {
            text.Append(Line(statement, "", Note)).Append(" !")
                .Append(typed.EffectOf(statement.Node).ToString().ToLowerInvariant()).Append('\n');
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
        NestedOps.In(node).Select(op => Print(op, indent, _ => "", NestedParsed)));
}
