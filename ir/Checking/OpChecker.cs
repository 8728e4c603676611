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
    private readonly Inliner _inliner;
    private readonly ListInliner _lists;
    private readonly CallUnit _unit;

    private OpChecker(TypedOp typed, InlineBudget budget)
    {
        _typed = typed;
        _unit = budget.Unit;
        _inliner = new Inliner(typed, budget);
        _lists = new ListInliner(typed, _inliner);
    }

    /// <summary>
    /// The typed op, or null where `diagnostics` got an error. Calls within the op's own library
    /// are known. With an evaluator, calls of constants are answered here.
    /// </summary>
    public static TypedOp? Check(
        OpDef op, ImmutableArray<StateType>? signature, DiagnosticBag diagnostics,
        Library? library = null, Evaluator? evaluate = null)
    {
        var duplicates = new List<(Id Name, TextSpan At)>();
        var scope = OpScope.Of(op, duplicates);
        foreach (var (name, at) in duplicates)
            diagnostics.Add(CheckErrors.DuplicateName(name, at));
        if (!diagnostics.IsEmpty) return null;
        var inputs = signature ?? [.. Enumerable.Repeat(StateType.Any, scope.Inputs.Length)];
        var unit = new CallUnit(library, evaluate);
        return unit.Settle(
            () => Check(scope, [.. inputs], new InlineBudget(unit)),
            f => Check(f.Scope, [.. f.Inputs], new InlineBudget(unit)));
    }

    /// <summary>Checks an op for inputs of these types.</summary>
    internal static TypedOp Check(OpScope scope, StateType[] inputs, InlineBudget budget)
    {
        var order = StatementOrder.Of(scope);
        var typed = new TypedOp(scope, order, inputs) { Evaluate = budget.Unit.Evaluate };
        var checker = new OpChecker(typed, budget);
        foreach (var statement in order.Order) checker.Infer(scope.Op.Form[statement].Node);
        return typed;
    }

    private void Infer(Node node)
    {
        foreach (var child in node.Children) Infer(child);
        _typed.Types[node.Id] = InferType(node);
        _typed.Effects[node.Id] = InferEffect(node);
    }

    private StateType InferType(Node node) => IsUnresolved(node) ? StateType.Never : node switch
    {
        LiteralNode literal => StateType.Of(literal.Value),
        TupleNode tuple => StateType.Tuple(Join(tuple.Items)),
        MapNode map => StateType.Map(map.Keys.Zip(map.Values.Select(_typed.TypeOf))),
        IdRef id => _typed.TypeOf(id.Name),
        IfRef choice => Either(choice.Condition, choice.Then, choice.Else),
        CondRef choice => Either(choice.Condition, choice.Then, choice.Else),
        CaseRef choice => Join(choice.Cases),
        AfterRef after => _typed.TypeOf(after.Then),
        WithRef with => StateType.Closure(
            with.Op, with.Captures.Distinct().Select(c => (c, _typed.TypeOf(c)))),
        ClosureNode closure => Closure(closure),
        ClassNode => StateType.Of(StateClass.Class),
        InstanceNode => StateType.Of(StateClass.Instance),
        PutRef or DeleteRef or ForEachRef => StateType.None,
        WhileRef loop => _inliner.Loop(loop)?.State ?? StateType.Any,
        BranchOp branch => _inliner.Call(branch)?.Result ?? StateType.Any,
        OpRef { Subject: LinkSubject subject } op => InferLink(op, subject.Link),
        OpRef op => InferCall(op),
        _ => StateType.Any,
    };

    /// <summary>It calls something with a result that nobody is known to give yet.</summary>
    private bool IsUnresolved(Node node) => _unit.IsGuessing
        && node is (OpRef or WhileRef)
        && (node.Children.Any(c => IsNever(_typed.TypeOf(c)))
            || (node is OpRef { Subject: IdSubject { IsSelf: false } subject }
                && IsNever(_typed.TypeOf(subject.Name))));

    private static bool IsNever(StateType type) => ReferenceEquals(type.Class, StateClass.Never);

    private StateType Closure(ClosureNode closure) =>
        _typed.TypeOf(closure.Context) is { IsMap: true } context
            ? StateType.Closure(closure.Op, context.Names.Zip(context.Fields))
            : StateType.Of(StateClass.Closure);

    private StateType InferCall(OpRef op)
    {
        var call = Methods.Find(_typed, op);
        var folded = call is null ? Folding.Item(_typed, op) : Folding.Of(_typed, op, call);
        if (folded is not null)
        {
            _typed.Fold(op, folded);
            return StateType.Of(folded.Value);
        }

        if (call is not null)
        {
            return StateType.Of(
                call.Method.ResultClass(call.ReceiverClass, call.ArgumentClass(_typed)));
        }

        return Entries.Find(_typed, op)?.Type ?? _inliner.Call(op)?.Result
            ?? _lists.Find(op)?.Result ?? StateType.Any;
    }

    private StateType Either(Node condition, Node then, Node otherwise) =>
        Folding.Truth(_typed, condition) is { } truth
            ? _typed.TypeOf(truth ? then : otherwise) : Join([then, otherwise]);

    private StateType Join(ImmutableArray<Node> branches) =>
        branches.Aggregate(StateType.Never, (type, branch) => type.Join(_typed.TypeOf(branch)));

    /// <summary>
    /// A cast to a class of numbers has that class; `/error` never has a value.
    /// </summary>
    private StateType InferLink(OpRef op, Link link)
    {
        if (link.Host is not null) return StateType.Any;
        if (link.Path is [{ Text: "error" }, _]) return StateType.Never;
        if (_unit.Find(_typed, op) is { } function)
        {
            _typed.Call(op, function);
            return function.Result;
        }

        return Casts.Target(op) is { } target
            ? StateType.Of(Casts.Result(target, _typed.ClassOf(((GetRef)op).Key)))
            : StateType.Any;
    }

    private Effect InferEffect(Node node)
    {
        var worst = node switch
        {
            OpRef { Subject: LinkSubject { Link: var link } } when MakesCollection(link)
                => Effect.Remote,
            OpRef { Subject: LinkSubject { Link: { Host: null, Path: [{ Text: "state" }, ..] } } }
                => Effect.Pure,
            OpRef { Subject: LinkSubject { Link: { Host: null, Path: [{ Text: "error" }, ..] } } }
                => Effect.Pure,
            OpRef when _typed.FunctionOf(node) is not null => Effect.Pure,
            OpRef op when Methods.Find(_typed, op) is not null => Effect.Pure,
            OpRef op when Entries.Find(_typed, op) is not null => Effect.Pure,
            OpRef op when _typed.FoldOf(op) is not null => Effect.Pure,
            WhileRef when _typed.LoopOf(node) is not null => Effect.Pure,
            OpRef when _typed.ListOf(node) is not null => Effect.Pure,
            OpRef or BranchOp when _typed.CallOf(node) is not null => Effect.Pure,
            OpRef or WhileRef or ForEachRef or BranchOp => Effect.Remote,
            _ => Effect.Pure,
        };
        foreach (var child in node.Children)
        {
            var effect = _typed.EffectOf(child);
            if (effect > worst) worst = effect;
        }

        return worst;
    }

    /// <summary>
    /// Each call makes another collection or chain, so it must run as often as it is written.
    /// </summary>
    private static bool MakesCollection(Link link) =>
        link.Path is [{ Text: "state" }, { Text: "collection" or "chain" }, ..];
}
