using System.Collections.Immutable;
using TinyChain.Ir.Values;

namespace TinyChain.Runtime.Execution;

/// <summary>
/// What a body needs of its frame: constants, and room for registers and effects.
/// </summary>
public sealed record OpShape(
    ImmutableArray<State> Literals, int Registers, ImmutableArray<int> SlotStatements)
{
    /// <summary>How many effects a frame keeps at once.</summary>
    public int Slots => SlotStatements.Length;
}
