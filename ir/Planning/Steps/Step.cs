using System.Collections.Immutable;

namespace TinyChain.Ir.Planning.Steps;

/// <summary>
/// An instruction of a plan. The set is closed: a construct of the language lowers to these, and
/// codegen knows nothing else.
/// </summary>
public abstract record Step
{
    /// <summary>The place that a fault here is blamed on: see OpPlan.Places; -1 for none.</summary>
    public int Place { get; internal set; } = -1;

    /// <summary>The register written, if any.</summary>
    public virtual Register? Destination => null;

    /// <summary>The index that the step moves on, if any.</summary>
    public virtual Register? Moved => null;

    /// <summary>The registers read.</summary>
    public virtual ImmutableArray<Register> Sources => [];

    /// <summary>Where control may go besides the next step.</summary>
    public virtual ImmutableArray<Label> Targets => [];

    /// <summary>False where control never reaches the next step.</summary>
    public virtual bool FallsThrough => true;
}
