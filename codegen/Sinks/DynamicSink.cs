using System.Reflection.Emit;
using TinyChain.Codegen.Emit;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Execution;

namespace TinyChain.Codegen.Sinks;

/// <summary>
/// A body as a DynamicMethod bound to its op's constants: collectible, and cheap to make.
/// </summary>
internal static class DynamicSink
{
    private static readonly Type[] s_parameters =
        [typeof(OpConstants), typeof(Frame), typeof(State).MakeByRefType()];

    internal static OpBody Build(string name, IlBody body, OpConstants constants)
    {
        var method = new DynamicMethod(
            name, typeof(State), s_parameters, typeof(Frame).Module, skipVisibility: true);
        IlReplay.Into(method.GetILGenerator(), body);
        return method.CreateDelegate<OpBody>(constants);
    }
}
