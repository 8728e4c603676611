using System.Collections.Immutable;

namespace TinyChain.Ir.Planning.Steps;

/// <summary>
/// One of the values of an argument that is a map. Into a typed register it is a guard.
/// </summary>
public sealed record EntryStep(Register To, Register Entries, int Index) : Step
{
    public override Register? Destination => To;

    public override ImmutableArray<Register> Sources => [Entries];
}
