using System.Collections.Immutable;
using TinyChain.Ir.Ops;
using TinyChain.Ir.Refs;
using TinyChain.Ir.Types;
using TinyChain.Ir.Values;

namespace TinyChain.Ir.Checking;

/// <summary>
/// An op and what is known of its nodes, for arguments of given types. `/state` stands for a
/// class that is not known.
/// </summary>
public sealed class TypedOp
{
    private readonly Dictionary<int, TypedOp> _calls = [];
    private readonly Dictionary<int, InlinedLoop> _loops = [];
    private readonly Dictionary<int, InlinedList> _lists = [];
    private readonly Dictionary<int, FoldedCall> _folded = [];
    private readonly Dictionary<int, OpFunction> _functions = [];

    private readonly (bool IsKnown, MethodCall? Call)[] _methods;

    internal TypedOp(OpScope scope, StatementOrder order, StateType[] inputs)
    {
        Scope = scope;
        Order = order;
        Inputs = [.. inputs];
        Types = new StateType[scope.Op.NodeCount];
        Effects = new Effect[scope.Op.NodeCount];
        _methods = new (bool, MethodCall?)[scope.Op.NodeCount];
    }

    public OpDef Op => Scope.Op;

    public OpScope Scope { get; }

    public StatementOrder Order { get; }

    /// <summary>What is known of each input: what the op is specialised for.</summary>
    public ImmutableArray<StateType> Inputs { get; }

    /// <summary>What is known of the result.</summary>
    public StateType Result =>
        Op.Form.IsEmpty || Op.Kind is OpKind.Put or OpKind.Delete ? StateType.None
        : TypeOf(Op.Form.Length - 1);

    /// <summary>The worst that any of its statements does.</summary>
    public Effect Effect => Op.Form.Select(s => EffectOf(s.Node)).DefaultIfEmpty().Max();

    /// <summary>Answers calls of constants; without it they are left to be called.</summary>
    internal Evaluator? Evaluate { get; init; }

    internal StateType[] Types { get; }

    internal Effect[] Effects { get; }

    public StateClass ClassOf(Node node) => TypeOf(node).Class;

    /// <summary>The class of what a name stands for: an input or a statement.</summary>
    public StateClass ClassOf(Id name) => TypeOf(name).Class;

    public StateType TypeOf(Node node) =>
        node is LiteralNode literal ? StateType.Of(literal.Value) : Types[node.Id] ?? StateType.Any;

    public StateType TypeOf(Id name)
    {
        if (name.Text == IdRef.Self) return StateType.Any;
        var reference = Scope[name];
        return reference.Kind == ReferenceKind.Input ? Inputs[reference.Index]
            : TypeOf(reference.Index);
    }

    /// <summary>Of a statement, by index: nothing is known of one that needs itself.</summary>
    public StateType TypeOf(int statement) =>
        Order.IsCyclic[statement] ? StateType.Any : TypeOf(Op.Form[statement].Node);

    public Effect EffectOf(Node node) => Effects[node.Id];

    /// <summary>What a node stands for, through names; null for an input.</summary>
    internal Node? Meaning(Node node)
    {
        if (node is not IdRef id) return node;
        return id.IsSelf ? null : Meaning(id.Name);
    }

    /// <summary>What a name stands for, through other names; null for an input.</summary>
    internal Node? Meaning(Id name)
    {
        for (var steps = 0; steps <= Op.Form.Length; steps++)
        {
            if (Scope[name] is not { Kind: ReferenceKind.Statement, Index: var index }) return null;
            if (Op.Form[index].Node is not IdRef id) return Op.Form[index].Node;
            if (id.IsSelf) return null;
            name = id.Name;
        }

        return null;
    }

    /// <summary>The op that a node calls, where it is to be written in the node's place.</summary>
    public TypedOp? CallOf(Node node) => _calls.GetValueOrDefault(node.Id);

    /// <summary>The loop that is to be written in the node's place.</summary>
    public InlinedLoop? LoopOf(Node node) => _loops.GetValueOrDefault(node.Id);

    /// <summary>The loop over a tuple that is to be written in the node's place.</summary>
    public InlinedList? ListOf(Node node) => _lists.GetValueOrDefault(node.Id);

    /// <summary>Whether it is known which intrinsic the reference calls, if any.</summary>
    internal bool IsLookedUp(OpRef reference, out MethodCall? call)
    {
        (var isKnown, call) = _methods[reference.Id];
        return isKnown;
    }

    internal void Keep(OpRef reference, MethodCall? call) => _methods[reference.Id] = (true, call);

    /// <summary>The op of the same library that a node calls without routing.</summary>
    public OpFunction? FunctionOf(Node node) => _functions.GetValueOrDefault(node.Id);

    internal void Call(Node node, OpFunction function) => _functions[node.Id] = function;

    /// <summary>What a node answers that is a call of constants.</summary>
    public FoldedCall? FoldOf(Node node) =>
        _folded.Count == 0 ? null : _folded.GetValueOrDefault(node.Id);

    /// <summary>The constant that a node stands for, and takes no fuel to find.</summary>
    internal State? ConstantOf(Node node) => node switch
    {
        LiteralNode literal => literal.Value,
        OpRef when FoldOf(node) is { Weight: null } folded => folded.Value,
        IdRef { IsSelf: false } id => ConstantOf(id.Name),
        _ => null,
    };

    /// <summary>The constant that a subject leads to, through maps.</summary>
    internal State? ConstantOf(IdSubject subject)
    {
        if (subject.IsSelf || ConstantOf(subject.Name) is not { } constant) return null;
        foreach (var name in SubjectPath.Of(this, subject).Fields)
        {
            if (!constant.As<MapState>()!.TryGet(name.Text, out constant)) return null;
        }

        return constant;
    }

    internal void Fold(Node node, FoldedCall folded) => _folded[node.Id] = folded;

    internal void Inline(Node node, InlinedList list) => _lists[node.Id] = list;

    internal void Inline(Node node, TypedOp callee) => _calls[node.Id] = callee;

    internal void Inline(Node node, InlinedLoop loop) => _loops[node.Id] = loop;

    /// <summary>Not through a second name: a chain of names may be as long as the form.</summary>
    private State? ConstantOf(Id name) =>
        Scope[name] is { Kind: ReferenceKind.Statement, Index: var index }
        && Op.Form[index].Node is var node and not IdRef ? ConstantOf(node) : null;
}
