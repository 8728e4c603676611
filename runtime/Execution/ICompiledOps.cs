using TinyChain.Ir.Checking;
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

    /// <summary>
    /// Told that a library is served: calls among its ops may be compiled to something faster than
    /// routing, for what they lead to never changes. To ignore it is fine. One-way.
    /// </summary>
    void Adopt(Library library)
    {
    }

    /// <summary>
    /// Told of an op that was just installed, and compiles: it may be made faster in the
    /// background, before calls come. To ignore it is fine. One-way.
    /// </summary>
    void Warm(OpDef op)
    {
    }
}
