using System.Collections.Immutable;
using TinyChain.Ir.Checking;
using TinyChain.Ir.Values;

namespace TinyChain.Ir.Planning;

/// <summary>
/// The parts of a map whose entries are known, or of a known op: what it captured. They are put
/// together only where the whole state is asked for.
/// </summary>
internal sealed record RecordCell(StateType Type, ImmutableArray<Cell> Fields) : Cell
{
    internal Cell? Field(Id name)
    {
        var index = Type.Names.BinarySearch(name);
        return index < 0 ? null : Fields[index];
    }
}
