using TinyChain.Ir.Ops;
using TinyChain.Ir.Values;

namespace TinyChain.Parser.Forms;

/// <summary>
/// `{"/state/scalar/ref/cond": [condition, then, else]}`: `if` that calls its branches, where they
/// are ops' definitions.
/// </summary>
internal static class CondForm
{
    public static Term Parse(Scope scope, Call call) =>
        Parts.Parse(scope, call, 3, 3, "[condition, then, else]")
            is [var condition, var then, var otherwise]
            ? Term.Of(new CondRef(scope.Next(call.Span), condition, then, otherwise)) : Term.Bad;

    public static void Write(FormWriter writer, CondRef node) =>
        writer.Reference(StateClass.RefCond, node.Children);
}
