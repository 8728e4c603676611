using System.Collections.Immutable;

namespace TinyChain.Ir.Planning.Steps;

/// <summary>
/// Calls a function of the plan, by its index among OpPlan.Functions, for arguments of the kinds
/// that it takes. A fault of it ends the op.
/// </summary>
public sealed record InvokeStep(Register To, int Function, ImmutableArray<Register> Arguments)
    : Step
{
    /// <summary>
    /// Calls that are under way once it has begun: more than one where it stands in a function that
    /// is written in place of its call.
    /// </summary>
    public int Levels { get; init; } = 1;

    public override Register? Destination => To;

    public override ImmutableArray<Register> Sources => Arguments;
}
