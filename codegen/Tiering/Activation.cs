using TinyChain.Ir.Values;
using TinyChain.Runtime.Execution;

namespace TinyChain.Codegen.Tiering;

/// <summary>
/// What a call of an op in tier 0 was given, by one address: the machine has registers for what the
/// loop uses at each step, and none to spare.
/// </summary>
internal readonly ref struct Activation(Frame frame, ref State arguments)
{
    internal readonly Frame Frame = frame;

    /// <summary>The first argument.</summary>
    internal readonly ref State Arguments = ref arguments;
}
