using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;

namespace TinyChain.Parser.Forms;

/// <summary>`{"/state/scalar/ref/after": [when, then]}`.</summary>
internal static class AfterForm
{
    public static Term Parse(Scope scope, Call call) =>
        Parts.Parse(scope, call, 2, 2, "[when, then]") is [var when, var then]
            ? Term.Of(new AfterRef(scope.Next(call.Span), when, then)) : Term.Bad;

    public static void Write(FormWriter writer, AfterRef node) =>
        writer.Reference(StateClass.RefAfter, node.Children);
}
