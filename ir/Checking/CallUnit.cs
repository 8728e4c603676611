using TinyChain.Ir.Ops;
using TinyChain.Ir.Refs;
using TinyChain.Ir.Types;
using TinyChain.Ir.Values;

namespace TinyChain.Ir.Checking;

/// <summary>
/// The ops that one op calls by links of its own library, directly or through others, checked
/// together. What a recursive op gives depends on itself: so each is taken to give nothing at
/// first, and all are checked again until nothing changes. Then they are checked without that
/// assumption, again until nothing changes.
/// </summary>
internal sealed class CallUnit(Library? library, Evaluator? evaluate)
{
    /// <summary>Answers calls of constants; without it they are left to be called.</summary>
    internal Evaluator? Evaluate { get; } = evaluate;

    private readonly List<OpFunction> _functions = [];
    private readonly List<OpFunction> _refused = [];

    /// <summary>
    /// What is called may yet turn out to give more: who needs a result that nobody gives so far
    /// gives nothing either.
    /// </summary>
    internal bool IsGuessing { get; private set; } = library is not null;

    /// <summary>Checks an op with all that it calls; `check` checks one alone.</summary>
    internal TypedOp Settle(Func<TypedOp> entry, Func<OpFunction, TypedOp> check)
    {
        while (true)
        {
            var typed = Widen(entry, check);
            if (!IsGuessing && Refuse() == 0) return typed;
        }
    }

    /// <summary>The op that a reference calls; null where it must be routed.</summary>
    internal OpFunction? Find(TypedOp typed, OpRef reference)
    {
        if (library is null || reference.Subject is not LinkSubject { Link: var link }) return null;
        if (library.Find(link) is not { } op || Arguments(typed, reference, op) is not { } given)
            return null;
        var scope = OpScope.Of(op, []);
        var inputs = scope.Inputs.Select(name => given[op, name]).OfType<StateType>()
            .Select(OpFunction.Plain).ToArray();
        if (inputs.Length < scope.Inputs.Length || !inputs.All(IsPassed)) return null;
        if (_refused.Any(f => f.Is(op, inputs))) return null;
        return _functions.Find(f => f.Is(op, inputs)) ?? Add(new OpFunction(scope, inputs));
    }

    private OpFunction? Add(OpFunction function)
    {
        if (_functions.Count == Limits.Functions) return null;
        _functions.Add(function);
        return function;
    }

    /// <summary>
    /// Checks all until nobody gives more than was known; after many rounds nothing is known of
    /// what anybody gives.
    /// </summary>
    private TypedOp Widen(Func<TypedOp> entry, Func<OpFunction, TypedOp> check)
    {
        for (var round = 1; ; round++)
        {
            var typed = entry();
            var isStable = true;
            // The list grows meanwhile.
            for (var i = 0; i < _functions.Count; i++)
            {
                var function = _functions[i];
                function.Typed = check(function);
                var result = function.Result.Join(OpFunction.Plain(function.Typed.Result));
                if (round > Inliner.MaxRounds + _functions.Count) result = StateType.Any;
                isStable &= ReferenceEquals(result, function.Result);
                function.Result = result;
            }

            if (!isStable) continue;
            if (!IsGuessing) return typed;
            (IsGuessing, round) = (false, 0);
            foreach (var function in _functions.Where(f => f.Result == StateType.Never))
                function.Result = StateType.Any;
        }
    }

    /// <summary>
    /// Those that aren't pure, or ask the frame for anything, are routed, and all begins anew: how
    /// many.
    /// </summary>
    private int Refuse()
    {
        var impure = _functions
            .Where(f => f.Typed.Effect != Effect.Pure || Requests.In(f.Typed)).ToList();
        if (impure.Count == 0) return 0;
        _refused.AddRange(impure);
        _functions.Clear();
        IsGuessing = true;
        return impure.Count;
    }

    private static CallArguments<StateType>? Arguments(TypedOp typed, OpRef reference, OpDef op) =>
        (reference, op.Kind) switch
        {
            (GetRef get, OpKind.Get) =>
                new(typed.TypeOf(get.Key), null, _ => null, _ => null),
            (PostRef post, OpKind.Post) when typed.TypeOf(post.Parameters) is var given
                && Inliner.IsWhole(given, post.Parameters) && !Inliner.Clashes(op, given) =>
                new(null, null, given.Field, _ => null),
            _ => null,
        };

    /// <summary>
    /// A value passes from op to op as it is. What may be or hold something else is looked at by
    /// the router.
    /// </summary>
    private static bool IsPassed(StateType type) =>
        type.Class.Is(StateClass.Value) && !ReferenceEquals(type.Class, StateClass.Never);
}
