using System.Collections.Immutable;

namespace TinyChain.Ir.Planning.Steps;

/// <summary>
/// Takes fuel for a method that may look at all of its operands: a unit, and one for each 64 bytes
/// of `Weight` and what the registers weigh. Ends the op when there is none left.
/// </summary>
public sealed record WeighStep(long Weight, ImmutableArray<Register> Weighed) : Step
{
    /// <summary>64 = 1 &lt;&lt; 6: what MethodCalls counts by at run time.</summary>
    public const int UnitShift = 6;

    public override ImmutableArray<Register> Sources => Weighed;
}
