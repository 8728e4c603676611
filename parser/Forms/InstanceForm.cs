using TinyChain.Ir.Ops;
using TinyChain.Ir.Values;

namespace TinyChain.Parser.Forms;

/// <summary>
/// `{"/state/object/instance": state}`: an instance of a class without attributes that stands on
/// the state (spec/language.md 2.6). An instance has no JSON (O1), but the node of one has.
/// </summary>
internal static class InstanceForm
{
    public static Term Parse(Scope scope, Call call)
    {
        var parent = JsonForm.Parse(scope, call.Payload);
        if (parent.IsBad) return parent;
        if (!parent.IsLiteral || !scope.IsState)
            return Term.Of(new InstanceNode(scope.Next(call.Span), scope.Node(parent)));
        var instance = Instance.Of(ClassDef.Empty, parent.Value, MapState.Empty);
        return instance.As<Fault>() is { } fault
            ? scope.Errors.Refused(call.Span, fault) : Term.Of(instance, call.Span);
    }

    public static void Write(FormWriter writer, InstanceNode node)
    {
        writer.Open(StateClass.Instance);
        writer.Node(node.Parent);
        writer.Json.WriteEndObject();
    }

    public static void Write(FormWriter writer)
    {
        writer.Fail(Fault.NotImplemented(
            "an instance has no form in JSON: answer with a member of it, or with what it "
            + "stands on"));
        writer.Json.WriteNullValue();
    }
}
