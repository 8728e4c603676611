using TinyChain.Ir.Types;
using TinyChain.Ir.Values;
using TinyChain.Parser.Syntax;

namespace TinyChain.Parser.Forms;

/// <summary>
/// `{"/state/scalar/value/…": payload}`: a value when the payload is a literal that the class
/// accepts, else a call to the class's path, which casts at run time (spec/language.md 2.6, J13).
/// Each part of the payload is parsed once, whatever it turns out to be.
/// </summary>
internal static class ValueClassForm
{
    /// <summary>True for the classes that construct this way; `value` itself is only a link.</summary>
    public static bool IsFor(StateClass target) =>
        target.Is(StateClass.Value) && !ReferenceEquals(target, StateClass.Value);

    public static Term Parse(Scope scope, Call call)
    {
        var inner = scope.InScalar();
        var payload = call.Payload;
        if (payload.Kind == SyntaxKind.Array && payload.Count <= 2)
            return ParseArguments(inner, call);
        var term = JsonForm.Parse(inner, payload);
        if (term.IsBad) return term;
        if (term.IsLiteral && TryConstruct(call, term.Value, out var value)) return value;
        return payload.Kind == SyntaxKind.Array
            ? scope.Errors.NotOfClass(payload.Span, call.Target)
            : SubjectForm.Bare(inner, call, term);
    }

    private static Term ParseArguments(Scope scope, Call call)
    {
        var terms = call.Payload.Items.Select(item => JsonForm.Parse(scope, item)).ToArray();
        if (terms.Any(term => term.IsBad)) return Term.Bad;
        if (terms.All(term => term.IsLiteral)
            && TryConstruct(call, State.Tuple([.. terms.Select(t => t.Value)]), out var value))
            return value;
        return terms.Length == 1
            ? SubjectForm.Get(scope, call, terms[0])
            : SubjectForm.Put(scope, call, terms[0], terms[1]);
    }

    private static bool TryConstruct(Call call, State payload, out Term term)
    {
        var value = payload.IsFault ? payload : Construction.Construct(call.Target, payload);
        term = Term.Of(value, call.Span);
        return !value.IsFault;
    }
}
