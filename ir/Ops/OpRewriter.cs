using System.Collections.Immutable;
using TinyChain.Ir.Diagnostics;
using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;

namespace TinyChain.Ir.Ops;

/// <summary>
/// Copies an op, with the subjects and the nested ops that a derived class says. Nodes are numbered
/// anew and keep their places in the source. Methods of classes and instances that the op makes
/// stay as they are, for their `$self` is another one. One op at a time; depth: Limits.JsonDepth.
/// </summary>
public abstract class OpRewriter
{
    private NodeNumbering _numbering = new();
    private bool _isPrototype;

    /// <summary>The copy of an op.</summary>
    public OpDef Rewrite(OpDef op)
    {
        var outer = _numbering;
        _numbering = new NodeNumbering();
        ImmutableArray<Statement> form =
            [.. op.Form.Select(s => new Statement(s.Name, Copy(s.Node)))];
        var copy = new OpDef(op.Kind, op.KeyName, op.ValueName, form, _numbering.Count);
        _numbering = outer;
        return copy;
    }

    /// <summary>What a reference is aimed at in the copy.</summary>
    protected abstract Subject Aim(Subject subject);

    /// <summary>A literal in the copy: it may be an op, or hold some.</summary>
    protected abstract Node Literal(NodeInfo info, State value);

    /// <summary>A closure in the copy.</summary>
    protected abstract WithRef Closure(NodeInfo info, WithRef closure);

    private Node Copy(Node node)
    {
        var info = _numbering.Next(node.Span);
        return node switch
        {
            LiteralNode { Value: var value } =>
                _isPrototype ? new LiteralNode(info, value) : Literal(info, value),
            TupleNode tuple => new TupleNode(info, Copy(tuple.Items)),
            MapNode map => new MapNode(info, map.Keys, Copy(map.Values)),
            IdRef id => new IdRef(info, id.Name),
            OpRef reference => CopyOpRef(info, reference),
            WithRef closure => Closure(info, closure),
            ClosureNode closure => new ClosureNode(info, Copy(closure.Context), closure.Op),
            ClassNode definition => new ClassNode(
                info, definition.Parent, CopyPrototype(definition.Prototype)),
            InstanceNode instance => new InstanceNode(info, Copy(instance.Parent)),
            // A branch is called where it stands, and so with the subject of the op around it.
            BranchOp branch => new LiteralNode(info, State.Of(Rewrite(branch.Op))),
            _ => CopyFlow(info, node),
        };
    }

    private Node CopyFlow(NodeInfo info, Node node) => node switch
    {
        IfRef branch => new IfRef(
            info, Copy(branch.Condition), Copy(branch.Then), Copy(branch.Else)),
        CondRef choice => new CondRef(
            info, Copy(choice.Condition), Copy(choice.Then), Copy(choice.Else)),
        CaseRef choice => new CaseRef(
            info, Copy(choice.Condition), Copy(choice.Switches), Copy(choice.Cases)),
        ForEachRef loop => new ForEachRef(info, Copy(loop.Items), Copy(loop.Op), loop.ItemName),
        WhileRef loop => new WhileRef(
            info, Copy(loop.Condition), Copy(loop.Step), Copy(loop.State)),
        AfterRef after => new AfterRef(info, Copy(after.When), Copy(after.Then)),
        _ => throw new BugException($"{node.GetType().Name} has no copy"),
    };

    private ImmutableArray<Node> Copy(ImmutableArray<Node> nodes) => [.. nodes.Select(Copy)];

    private OpRef CopyOpRef(NodeInfo info, OpRef reference)
    {
        var subject = Aim(reference.Subject);
        return reference switch
        {
            GetRef get => new GetRef(info, subject, Copy(get.Key)),
            PutRef put => new PutRef(info, subject, Copy(put.Key), Copy(put.Value)),
            // A class's link makes an instance, and its parameters may be methods.
            PostRef { Subject: LinkSubject } post =>
                new PostRef(info, subject, CopyPrototype(post.Parameters)),
            PostRef post => new PostRef(info, subject, Copy(post.Parameters)),
            DeleteRef delete => new DeleteRef(info, subject, Copy(delete.Key)),
            _ => throw new BugException($"{reference.GetType().Name} has no copy"),
        };
    }

    private Node CopyPrototype(Node node)
    {
        var outer = _isPrototype;
        _isPrototype = true;
        var copy = Copy(node);
        _isPrototype = outer;
        return copy;
    }
}
