using System.Collections.Immutable;
using TinyChain.Ir.Diagnostics;
using TinyChain.Ir.Ops;
using TinyChain.Ir.Refs;
using TinyChain.Ir.Types;
using TinyChain.Ir.Values;

namespace TinyChain.Ir.Checking;

/// <summary>
/// The third stage: OpDef and the classes of its arguments → TypedOp. It resolves names, infers
/// classes and effects, and reports what can never run. A name that nobody defines is not an
/// error here: it may be a parameter or a capture, and a branch that isn't taken may hold it.
/// </summary>
public sealed class OpChecker
{
    private readonly TypedOp _typed;

    private OpChecker(TypedOp typed) => _typed = typed;

    /// <summary>The typed op, or null where `diagnostics` got an error.</summary>
    public static TypedOp? Check(
        OpDef op, ImmutableArray<StateClass>? signature, DiagnosticBag diagnostics)
    {
        var duplicates = new List<(Id Name, TextSpan At)>();
        var scope = OpScope.Of(op, duplicates);
        foreach (var (name, at) in duplicates)
            diagnostics.Add(CheckErrors.DuplicateName(name, at));
        if (!diagnostics.IsEmpty) return null;
        var order = StatementOrder.Of(scope);
        var classes = signature
            ?? [.. Enumerable.Repeat(StateClass.Any, scope.Inputs.Length)];
        var checker = new OpChecker(new TypedOp(scope, order, classes));
        foreach (var statement in order.Order) checker.Infer(op.Form[statement].Node);
        return checker._typed;
    }

    private void Infer(Node node)
    {
        foreach (var child in node.Children) Infer(child);
        _typed.Classes[node.Id] = InferClass(node);
        _typed.Effects[node.Id] = InferEffect(node);
    }

    private StateClass InferClass(Node node) => node switch
    {
        LiteralNode literal => literal.Value.Class,
        TupleNode => StateClass.Tuple,
        MapNode => StateClass.Map,
        IdRef id => _typed.ClassOf(id.Name),
        IfRef choice => Join([choice.Then, choice.Else]),
        CondRef choice => Join([choice.Then, choice.Else]),
        CaseRef choice => Join(choice.Cases),
        AfterRef after => _typed.ClassOf(after.Then),
        WithRef or ClosureNode => StateClass.Closure,
        ClassNode => StateClass.Class,
        InstanceNode => StateClass.Instance,
        PutRef or DeleteRef or ForEachRef => StateClass.None,
        OpRef { Subject: LinkSubject subject } op => InferLink(op, subject.Link),
        OpRef op => Methods.Find(_typed, op) is { } call
            ? call.Method.ResultClass(call.ReceiverClass, call.ArgumentClass(_typed))
            : StateClass.Any,
        _ => StateClass.Any,
    };

    private StateClass Join(ImmutableArray<Node> branches)
    {
        var join = StateClass.Never;
        foreach (var branch in branches)
        {
            var c = _typed.ClassOf(branch);
            if (ReferenceEquals(c, StateClass.Never)) continue;
            if (ReferenceEquals(join, StateClass.Never)) join = c;
            else if (!ReferenceEquals(join, c)) return StateClass.Any;
        }

        return join;
    }

    /// <summary>
    /// A cast to a leaf class of numbers has that class; `/error` never has a value.
    /// </summary>
    private static StateClass InferLink(OpRef op, Link link)
    {
        if (link.Host is not null) return StateClass.Any;
        if (link.Path is [{ Text: "error" }, _]) return StateClass.Never;
        return op is GetRef && StateClass.Find(link.ToString()) is NumberClass { IsLeaf: true } leaf
            ? leaf : StateClass.Any;
    }

    private Effect InferEffect(Node node)
    {
        var worst = node switch
        {
            OpRef { Subject: LinkSubject { Link: { Host: null, Path: [{ Text: "state" }, ..] } } }
                => Effect.Pure,
            OpRef { Subject: LinkSubject { Link: { Host: null, Path: [{ Text: "error" }, ..] } } }
                => Effect.Pure,
            OpRef op when Methods.Find(_typed, op) is not null => Effect.Pure,
            OpRef => Effect.Remote,
            WhileRef or ForEachRef or BranchOp => Effect.Remote,
            _ => Effect.Pure,
        };
        foreach (var child in node.Children)
        {
            var effect = _typed.EffectOf(child);
            if (effect > worst) worst = effect;
        }

        return worst;
    }
}
