using TinyChain.Ir.Ops;
using TinyChain.Ir.Refs;

namespace TinyChain.Tests.Reference;

/// <summary>What can be said of a node by looking at it (spec/language.md 3.1, 3.4).</summary>
internal static class ReferenceNeeds
{
    /// <summary>D: the names that must have states before the node is resolved, in order.</summary>
    public static IEnumerable<string> Of(Node node) => node is IfRef or CondRef or CaseRef
        ? Plain(node).SelectMany(Of)
        : Own(node).Concat(node.Children.SelectMany(Of)).Where(name => name != IdRef.Self);

    /// <summary>The names that an op uses, in any branch, and doesn't define (0011).</summary>
    public static IEnumerable<string> Free(OpDef op) => op.Form.SelectMany(s => Used(s.Node))
        .Except(op.Form.Select(s => s.Name).Append(op.KeyName).Append(op.ValueName)
            .Select(name => $"{name}"));

    /// <summary>"Is conditional". What is in a literal of J19 counts as in a map.</summary>
    public static bool AreConditional(Node node) => node is IfRef or CondRef or CaseRef
        || (node is AfterRef after ? AreConditional(after.Then)
            : node is WhileRef loop ? AreConditional(loop.Step)
            : node is not ForEachRef && node.Children.Any(AreConditional));

    /// <summary>The parts that may not be conditional.</summary>
    public static IEnumerable<Node> Plain(Node node) => node switch
    {
        IfRef or CondRef or AfterRef => [node.Children[0]],
        CaseRef choice => [choice.Condition, .. choice.Switches],
        WhileRef loop => [loop.State],
        _ => [],
    };

    private static IEnumerable<string> Used(Node node) =>
        Own(node).Concat(node.Children.SelectMany(Used));

    private static IEnumerable<string> Own(Node node) => node switch
    {
        IdRef id => [id.Name.Text],
        OpRef { Subject: IdSubject subject } => [subject.Name.Text],
        WithRef with => with.Captures.Select(name => name.Text),
        BranchOp branch => Free(branch.Op),
        _ => [],
    };
}
