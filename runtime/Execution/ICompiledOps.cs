using TinyChain.Ir.Ops;
using TinyChain.Ir.Values;

namespace TinyChain.Runtime.Execution;

/// <summary>
/// Where compiled ops come from. Asked by the runner for each call; answers from a cache, and
/// compiles on a miss. Thread-safe.
/// </summary>
public interface ICompiledOps
{
    /// <summary>
    /// The compiled op, or null and the fault that tells why it can't be compiled.
    /// </summary>
    CompiledOp? Get(OpDef op, out Fault? fault);
}
