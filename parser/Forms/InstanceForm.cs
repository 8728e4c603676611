namespace TinyChain.Parser.Forms;

/// <summary>`{"/state/object/instance": …}`: not supported yet; instances come from classes.</summary>
internal static class InstanceForm
{
    public static Term Parse(Scope scope, Call call) => scope.Errors.NoInstances(call.Span);
}
