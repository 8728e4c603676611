using TinyChain.Ir.Values;
using TinyChain.Parser.Syntax;

namespace TinyChain.Parser.Forms;

/// <summary>`{"/state/scalar/map": {…}}`, or a list of pairs: a map, of any shape (J10).</summary>
internal static class ScalarMapForm
{
    public static Term Parse(Scope scope, Call call) =>
        call.Payload.Kind is SyntaxKind.Object or SyntaxKind.Array
            ? MapForm.ParseArgument(scope.InScalar(), call.Payload)
            : scope.Errors.WrongShape(
                call.Payload.Span, StateClass.ScalarMap, "{name: value, …} or [[name, value], …]");
}
