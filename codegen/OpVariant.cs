using TinyChain.Ir.Planning;
using TinyChain.Ir.Values;
using TinyChain.Runtime.Execution;

namespace TinyChain.Codegen;

/// <summary>One variant: a plan, and its body once it was called.</summary>
internal sealed class OpVariant(OpPlan plan, ulong key) : CompiledOp(plan.Op, plan.Inputs)
{
    private readonly Lazy<(OpBody Run, OpShape Shape)> _emitted = new(() => OpCompiler.Emit(plan));

    /// <summary>The kinds of the arguments that it is for; see OpVariants.</summary>
    internal ulong Key { get; } = key;

    public override OpShape Shape => _emitted.Value.Shape;

    public override CompiledOp Select(ReadOnlySpan<State> arguments) => this;

    public override BodyStatus Run(Frame frame) => _emitted.Value.Run(frame);
}
