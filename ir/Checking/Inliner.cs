using TinyChain.Ir.Ops;
using TinyChain.Ir.Refs;
using TinyChain.Ir.Types;
using TinyChain.Ir.Values;

namespace TinyChain.Ir.Checking;

/// <summary>
/// Finds the calls whose op is known, pure, and given all that it takes: these are written in
/// place. All others go through the frame, which finds out what is wrong with them.
/// </summary>
internal sealed class Inliner(TypedOp typed, InlineBudget budget)
{
    /// <summary>
    /// So often a loop's ops are checked for the types of its state: each time some part of it is
    /// known less well than before.
    /// </summary>
    internal const int MaxRounds = 4;

    /// <summary>The loop, kept for the planner; null where it must be called.</summary>
    internal InlinedLoop? Loop(WhileRef loop)
    {
        var (condition, step) = (typed.TypeOf(loop.Condition), typed.TypeOf(loop.Step));
        var state = typed.TypeOf(loop.State);
        for (var round = 0; round < MaxRounds; round++)
        {
            if (CallWith(condition, state) is not { } asks) return null;
            if (CallWith(step, state) is not { } turns) return null;
            var next = state.Join(turns.Result);
            if (next.Equals(state))
            {
                var inlined = new InlinedLoop(state, asks, turns);
                typed.Inline(loop, inlined);
                return inlined;
            }

            state = next;
        }

        return null;
    }

    /// <summary>
    /// The op that the verb calls, kept for the planner; null where it must be called.
    /// </summary>
    internal TypedOp? Call(OpRef reference)
    {
        if (reference.Subject is not IdSubject { IsSelf: false } subject) return null;
        var path = SubjectPath.Of(typed, subject);
        if (!path.Rest.IsEmpty || path.Type.Op is not { } op) return null;
        var callee = (reference, op.Kind) switch
        {
            (GetRef get, OpKind.Get) when typed.ClassOf(get.Key).Is(StateClass.Value) =>
                Check(path.Type, Arguments(typed.TypeOf(get.Key), null, path.Type)),
            (PostRef post, OpKind.Post) when typed.TypeOf(post.Parameters) is { } given
                && IsWhole(given, post.Parameters) && !Clashes(op, given) =>
                Check(path.Type, Arguments(null, given, path.Type)),
            _ => null,
        };
        if (callee is not null) typed.Inline(reference, callee);
        return callee;
    }

    /// <summary>A branch of `cond`, called with nothing but the names that it uses.</summary>
    internal TypedOp? Call(BranchOp branch)
    {
        if (branch.Op.Kind == OpKind.Put) return null;
        var captured = StateType.Closure(
            branch.Op, Needs.FreeIn(branch.Op).Select(n => (n, typed.TypeOf(n))));
        if (captured.Op is null) return null;
        var callee = Check(captured, Arguments(StateType.None, null, captured));
        if (callee is not null) typed.Inline(branch, callee);
        return callee;
    }

    /// <summary>A loop's call: see OpCalls.CallWith, which does it at run time.</summary>
    internal TypedOp? CallWith(StateType callee, StateType state) => callee.Op?.Kind switch
    {
        OpKind.Get or OpKind.Delete => Check(callee, Arguments(state, null, callee)),
        OpKind.Post when state.IsMap && !Clashes(callee.Op, state) =>
            Check(callee, Arguments(null, state, callee)),
        OpKind.Put or OpKind.Post or null => null,
    };

    private static CallArguments<StateType> Arguments(
        StateType? key, StateType? parameters, StateType callee) =>
        new(key, null, name => parameters?.Field(name), callee.Field);

    private TypedOp? Check(StateType callee, CallArguments<StateType> given)
    {
        var op = callee.Op!;
        var duplicates = new List<(Id Name, Diagnostics.TextSpan At)>();
        var scope = OpScope.Of(op, duplicates);
        var inputs = scope.Inputs.Select(name => given[op, name]).OfType<StateType>().ToArray();
        if (duplicates.Count > 0 || inputs.Length < scope.Inputs.Length) return null;
        if (!budget.TryEnter(op.NodeCount)) return null;
        var callable = OpChecker.Check(scope, inputs, budget);
        budget.Leave();
        return callable.Effect == Effect.Pure ? callable : null;
    }

    /// <summary>Whether all parameters are known: an empty map has none.</summary>
    internal static bool IsWhole(StateType given, Node parameters) =>
        given.IsMap || (parameters is LiteralNode { Value: var value }
            && value.As<MapState>() is { Count: 0 });

    /// <summary>X4: a parameter with the name of a statement is a fault.</summary>
    internal static bool Clashes(OpDef op, StateType parameters) =>
        op.Form.Any(s => s.Name is { } name && parameters.Field(name) is not null);
}
