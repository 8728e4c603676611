using System.Reflection.Emit;
using TinyChain.Codegen.Emit;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Execution;

namespace TinyChain.Codegen.Sinks;

/// <summary>
/// A body as a DynamicMethod bound to its op's constants: collectible, and cheap to make. Each of
/// its functions is one more.
/// </summary>
internal static class DynamicSink
{
    private static readonly Type[] s_parameters =
        [typeof(OpConstants), typeof(Frame), typeof(State).MakeByRefType()];

    internal static OpBody Build(string name, IlBody body, OpConstants constants)
    {
        DynamicMethod[] functions = [.. body.Functions.Select(
            f => Define($"{name} {f}", f.Result, f.Parameters))];
        foreach (var function in body.Functions)
        {
            IlReplay.Into(
                functions[function.Index].GetILGenerator(), function.Body, functions);
        }

        var method = Define(name, typeof(State), s_parameters);
        IlReplay.Into(method.GetILGenerator(), body, functions);
        return method.CreateDelegate<OpBody>(constants);
    }

    private static DynamicMethod Define(string name, Type result, Type[] parameters) =>
        new(name, result, parameters, typeof(Frame).Module, skipVisibility: true);
}
