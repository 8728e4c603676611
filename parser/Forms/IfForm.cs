using TinyChain.Ir.Refs;
using TinyChain.Ir.Values;

namespace TinyChain.Parser.Forms;

/// <summary>
/// `{"/state/scalar/ref/if": [condition, then, else]}`; without `else` it is None (X6).
/// </summary>
internal static class IfForm
{
    public static Term Parse(Scope scope, Call call)
    {
        if (Parts.Parse(scope, call, 2, 3, "[condition, then, else]") is not { } parts)
            return Term.Bad;
        var otherwise = parts.Length == 3
            ? parts[2] : new LiteralNode(scope.Next(call.Span), State.None);
        return Term.Of(new IfRef(scope.Next(call.Span), parts[0], parts[1], otherwise));
    }

    public static void Write(FormWriter writer, IfRef node) =>
        writer.Reference(StateClass.RefIf, node.Children);
}
