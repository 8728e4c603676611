using System.Collections.Immutable;
using TinyChain.Ir.Ops;
using TinyChain.Ir.Values;

namespace TinyChain.Runtime.Execution;

/// <summary>An op that can run: made by codegen, run by <see cref="OpRunner"/>.</summary>
public abstract class CompiledOp(OpDef definition, ImmutableArray<Id> inputs)
{
    private volatile OpBody? _body;

    public OpDef Definition { get; } = definition;

    /// <summary>
    /// The names that the op takes from outside, in the order of its arguments: the key and the
    /// value that its kind declares, then every name that its statements use and don't define.
    /// </summary>
    public ImmutableArray<Id> Inputs { get; } = inputs;

    /// <summary>
    /// Runs the op for arguments of any class; replaced by a better one as the op is called.
    /// </summary>
    public OpBody Body
    {
        get => _body!;
        protected set => _body = value;
    }
}
