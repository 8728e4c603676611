using System.Collections.Immutable;
using TinyChain.Ir.Ops;
using TinyChain.Ir.Refs;
using TinyChain.Ir.Types;
using TinyChain.Ir.Values;

namespace TinyChain.Ir.Checking;

/// <summary>
/// An op and what is known of its nodes, for arguments of given classes. `/state` stands for a
/// class that is not known.
/// </summary>
public sealed class TypedOp
{
    internal TypedOp(OpScope scope, StatementOrder order, ImmutableArray<StateClass> signature)
    {
        Scope = scope;
        Order = order;
        Signature = signature;
        Classes = new StateClass[scope.Op.NodeCount];
        Effects = new Effect[scope.Op.NodeCount];
    }

    public OpDef Op => Scope.Op;

    public OpScope Scope { get; }

    public StatementOrder Order { get; }

    /// <summary>The class of each input, `/state` where any may come.</summary>
    public ImmutableArray<StateClass> Signature { get; }

    internal StateClass[] Classes { get; }

    internal Effect[] Effects { get; }

    public StateClass ClassOf(Node node) => Classes[node.Id] ?? StateClass.Any;

    /// <summary>The class of what a name stands for: an input or a statement.</summary>
    public StateClass ClassOf(Id name)
    {
        if (name.Text == IdRef.Self) return StateClass.Any;
        var reference = Scope[name];
        return reference.Kind == ReferenceKind.Input ? Signature[reference.Index]
            : Order.IsCyclic[reference.Index] ? StateClass.Any
            : ClassOf(Op.Form[reference.Index].Node);
    }

    public Effect EffectOf(Node node) => Effects[node.Id];
}
