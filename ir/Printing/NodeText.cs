using TinyChain.Ir.Ops;
using TinyChain.Ir.Refs;

namespace TinyChain.Ir.Printing;

/// <summary>A node as one line: calls with parentheses, nested ops by their head alone.</summary>
public static class NodeText
{
    public static string Of(Node node) => Of(node, _ => "");

    /// <summary>The same with a note behind every node that isn't a literal.</summary>
    public static string Of(Node node, Func<Node, string> note)
    {
        string Text(Node n) => Of(n, note);
        string All(IEnumerable<Node> nodes) => string.Join(", ", nodes.Select(Text));
        if (node is LiteralNode literal) return StateText.Of(literal.Value);
        return note(node) is var suffix && node switch
        {
            TupleNode tuple => $"[{All(tuple.Items)}]",
            MapNode map => "{" + string.Join(
                ", ", map.Keys.Select((k, i) => $"{k}: {Text(map.Values[i])}")) + "}",
            IdRef id => $"${id.Name}",
            GetRef get => $"{get.Subject}({Text(get.Key)})",
            PutRef put => $"put {put.Subject}({Text(put.Key)}, {Text(put.Value)})",
            PostRef post => $"post {post.Subject}({Text(post.Parameters)})",
            DeleteRef delete => $"delete {delete.Subject}({Text(delete.Key)})",
            IfRef choice => $"if({All(choice.Children)})",
            CondRef choice => $"cond({All(choice.Children)})",
            BranchOp branch => OpPrinter.Head(branch.Op),
            ForEachRef loop => $"for_each({All(loop.Children)}, {loop.ItemName})",
            CaseRef choice => $"case({Text(choice.Condition)}, [{All(choice.Switches)}], "
                + $"[{All(choice.Cases)}])",
            AfterRef after => $"after({All(after.Children)})",
            WhileRef loop => $"while({All(loop.Children)})",
            WithRef with =>
                $"with([{string.Join(", ", with.Captures)}], {OpPrinter.Head(with.Op)})",
            ClosureNode closure =>
                $"closure({Text(closure.Context)}, {OpPrinter.Head(closure.Op)})",
            ClassNode definition => $"class({definition.Parent}, {Text(definition.Prototype)})",
            InstanceNode instance => $"instance({Text(instance.Parent)})",
            _ => node.GetType().Name,
        } is var text ? text + suffix : "";
    }
}
