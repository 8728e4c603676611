using TinyChain.Ir.Checking;

namespace TinyChain.Ir.Planning;

/// <summary>
/// The functions that a plan calls, in the order in which it first does; shared by the plan and
/// its functions.
/// </summary>
internal sealed class FunctionTable
{
    private readonly List<OpFunction> _functions = [];

    internal int Count => _functions.Count;

    internal OpFunction this[int index] => _functions[index];

    internal int IndexOf(OpFunction function)
    {
        var index = _functions.IndexOf(function);
        if (index >= 0) return index;
        _functions.Add(function);
        return _functions.Count - 1;
    }

    /// <summary>The kind of register that a function's result comes in.</summary>
    internal static RegisterKind ResultOf(OpFunction function) =>
        RegisterKinds.Of(function.Result.Class) switch
        {
            RegisterKind.Bool => RegisterKind.Bool,
            RegisterKind.I64 => RegisterKind.I64,
            RegisterKind.F64 => RegisterKind.F64,
            RegisterKind.State or RegisterKind.C64 or RegisterKind.Items => RegisterKind.State,
        };
}
