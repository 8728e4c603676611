using TinyChain.Ir.Ops;
using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;

namespace TinyChain.Tests.Reference;

/// <summary>What can be said of a node by looking at it (spec/language.md 3.1, 3.4).</summary>
internal static class ReferenceNeeds
{
    /// <summary>D: the names that must have states before the node is resolved, in order.</summary>
    public static IEnumerable<Id> Of(Node node) => node switch
    {
        IdRef id => id.IsSelf ? [] : [id.Name],
        IfRef choice => Of(choice.Condition),
        CaseRef choice => Of(choice.Condition).Concat(choice.Switches.SelectMany(Of)),
        WithRef with => with.Captures.Where(c => c.Text != IdRef.Self),
        OpRef { Subject: IdSubject { IsSelf: false } subject } call =>
            call.Children.SelectMany(Of).Prepend(subject.Name),
        _ => node.Children.SelectMany(Of),
    };

    /// <summary>"Is conditional" of 3.1.</summary>
    public static bool AreConditional(Node node) => node switch
    {
        IfRef or CaseRef => true,
        AfterRef after => AreConditional(after.Then),
        WhileRef loop => AreConditional(loop.Step),
        OpRef or TupleNode or MapNode => node.Children.Any(AreConditional),
        _ => false,
    };
}
