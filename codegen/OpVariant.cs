using TinyChain.Ir.Planning;
using TinyChain.Runtime.Execution;

namespace TinyChain.Codegen;

/// <summary>One variant: a plan, and its body once it was called.</summary>
internal sealed class OpVariant(OpPlan plan, ulong key, OpBody? otherwise)
{
    private readonly Lazy<OpBody> _body = new(() => OpCompiler.Emit(plan, otherwise));

    /// <summary>The kinds of the arguments that it is for; see OpVariants.</summary>
    internal ulong Key { get; } = key;

    /// <summary>Its guards look at every argument, so that it may be where calls come in.</summary>
    internal bool IsGuarded { get; } =
        plan.Signature.All(c => RegisterKinds.Of(c) != RegisterKind.State);

    internal OpBody Body => _body.Value;
}
