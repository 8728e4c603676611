using TinyChain.Ir.Ops;
using TinyChain.Ir.Refs;

namespace TinyChain.Tests.Reference;

/// <summary>What can be said of a node by looking at it (spec/language.md 3.1, 3.4).</summary>
internal static class ReferenceNeeds
{
    /// <summary>D: the names that must have states before the node is resolved, in order.</summary>
    public static IEnumerable<string> Of(Node node) => node switch
    {
        IfRef choice => Of(choice.Condition),
        CondRef choice => Of(choice.Condition),
        CaseRef choice => choice.Switches.Prepend(choice.Condition).SelectMany(Of),
        _ => Own(node).Where(name => name != IdRef.Self)
            .Concat(node.Children.SelectMany(Of)),
    };

    /// <summary>"Is conditional" of 3.1.</summary>
    public static bool AreConditional(Node node) => node switch
    {
        IfRef or CondRef or CaseRef => true,
        AfterRef after => AreConditional(after.Then),
        WhileRef loop => AreConditional(loop.Step),
        OpRef or TupleNode or MapNode or ClosureNode or ClassNode or InstanceNode =>
            node.Children.Any(AreConditional),
        _ => false,
    };

    private static IEnumerable<string> Own(Node node) => node switch
    {
        IdRef id => [id.Name.Text],
        OpRef { Subject: IdSubject subject } => [subject.Name.Text],
        WithRef with => with.Captures.Select(c => c.Text),
        BranchOp branch => Free(branch.Op),
        _ => [],
    };

    /// <summary>The names that an op uses, wherever, and doesn't define (decision 0011).</summary>
    public static IEnumerable<string> Free(OpDef op) => op.Form.SelectMany(s => Used(s.Node))
        .Except(op.Form.Select(s => s.Name).Append(op.KeyName).Append(op.ValueName)
            .Select(n => n?.Text ?? ""));

    private static IEnumerable<string> Used(Node node) =>
        Own(node).Concat(node.Children.SelectMany(Used));
}
