using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;

namespace TinyChain.Parser.Forms;

/// <summary>`{"/state/scalar/ref/while": [condition, step, state]}`.</summary>
internal static class WhileForm
{
    public static Term Parse(Scope scope, Call call) =>
        Parts.Parse(scope, call, 3, 3, "[condition, step, state]")
            is [var condition, var step, var state]
            ? Term.Of(new WhileRef(scope.Next(call.Span), condition, step, state)) : Term.Bad;

    public static void Write(FormWriter writer, WhileRef node) =>
        writer.Reference(StateClass.RefWhile, node.Children);
}
