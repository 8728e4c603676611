using TinyChain.Ir.Diagnostics;

namespace TinyChain.Ir.Refs;

/// <summary>
/// Numbers the nodes of one op from 0 up. Nested ops have a numbering of their own.
/// </summary>
public sealed class NodeNumbering
{
    /// <summary>How many were given out: the length that a table of facts needs.</summary>
    public int Count { get; private set; }

    public NodeInfo Next(TextSpan span = default) => new(Count++, span);
}
