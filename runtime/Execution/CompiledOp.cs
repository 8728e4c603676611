using System.Collections.Immutable;
using TinyChain.Ir.Ops;
using TinyChain.Ir.Values;

namespace TinyChain.Runtime.Execution;

/// <summary>
/// A variant of an op that can run: made by codegen, run by <see cref="OpRunner"/>.
/// </summary>
public abstract class CompiledOp(OpDef definition, ImmutableArray<Id> inputs)
{
    public OpDef Definition { get; } = definition;

    /// <summary>
    /// The names that the op takes from outside, in the order of a frame's arguments: the key and
    /// the value that its kind declares, then every name that its statements use and don't define.
    /// </summary>
    public ImmutableArray<Id> Inputs { get; } = inputs;

    /// <summary>What a frame of this variant holds.</summary>
    public abstract OpShape Shape { get; }

    /// <summary>
    /// The variant for these arguments: itself, or one specialised by their classes.
    /// </summary>
    public abstract CompiledOp Select(ReadOnlySpan<State> arguments);

    /// <summary>
    /// Runs from `frame.Point` until done or waiting; see the contract in Frame.cs.
    /// </summary>
    public abstract BodyStatus Run(Frame frame);
}
