using TinyChain.Ir.Values;
using TinyChain.Parser.Syntax;

namespace TinyChain.Parser.Forms;

/// <summary>
/// `/state/map` and `/state/tuple` (J19). In context S both give their payload as it is. In an op
/// only a map does, and all else is a call: `{"/state/tuple": [[1, 2]]}` is a cast to (1, 2).
/// </summary>
internal static class ContainerForm
{
    public static Term ParseMap(Scope scope, Call call)
    {
        var payload = call.Payload;
        if (payload.Kind == SyntaxKind.Object && !ObjectForm.HasSubject(payload))
            return MapForm.Parse(scope, payload);
        if (scope.IsState) return JsonForm.Parse(scope, payload);
        if (payload.Kind != SyntaxKind.Object) return SubjectForm.Parse(scope, call);
        var term = JsonForm.Parse(scope, payload);
        return term.IsMap ? term : SubjectForm.Get(scope, call, term);
    }

    public static Term ParseTuple(Scope scope, Call call) =>
        scope.IsState ? JsonForm.Parse(scope, call.Payload) : SubjectForm.Parse(scope, call);

    /// <summary>True for a class whose `[…]` payload is a call, in an op.</summary>
    public static bool IsCallByList(StateClass target) =>
        ReferenceEquals(target, StateClass.Map) || ReferenceEquals(target, StateClass.Tuple);
}
