using System.Collections.Immutable;
using TinyChain.Ir.Ops;
using TinyChain.Ir.Values;

namespace TinyChain.Runtime.Execution;

/// <summary>An op that can run: made by codegen, run by <see cref="OpRunner"/>.</summary>
public abstract class CompiledOp(OpDef definition, ImmutableArray<Id> inputs)
{
    private volatile OpBody? _body;

    /// <summary>
    /// The fuel that its calls took so far, turns of loops and all, but for the ops that it called
    /// and that are not written in place; threads that count at once may lose some.
    /// </summary>
    public long Fuel { get; private set; }

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

    internal void Count(long fuel) => Fuel += fuel;
}
