using TinyChain.Ir.Ops;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Execution;

namespace TinyChain.Host.Hosting;

/// <summary>Stands where codegen's cache is plugged in, for a build without it.</summary>
internal sealed class UncompiledOps : ICompiledOps
{
    public CompiledOp? Get(OpDef op, out Fault? fault)
    {
        fault = Fault.NotImplemented("this build of the host has no compiler");
        return null;
    }
}
