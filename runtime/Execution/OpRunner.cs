using TinyChain.Ir.Ops;
using TinyChain.Ir.Values;

namespace TinyChain.Runtime.Execution;

/// <summary>Station 7: runs an op to its state or fault, awaiting what it waits for.</summary>
public static class OpRunner
{
    /// <summary>Runs a POST op that takes no parameters, such as a hypothetical's statements.</summary>
    public static ValueTask<State> Run(CallContext context, OpDef op) =>
        throw new NotImplementedException();
}
