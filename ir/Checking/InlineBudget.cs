namespace TinyChain.Ir.Checking;

/// <summary>
/// How much more an op may grow by what is written in place of its calls: shared by all checks of
/// one op, for an op that is called twice in each of twenty ops would be written a million times.
/// </summary>
internal sealed class InlineBudget(CallUnit unit)
{
    private int _nodes = Limits.InlinedNodes;
    private int _depth;

    /// <summary>What the op calls by links of its library.</summary>
    internal CallUnit Unit { get; } = unit;

    /// <summary>Takes so many nodes, one level down; false where there are none left.</summary>
    internal bool TryEnter(int nodes)
    {
        if (_depth >= Limits.InlinedDepth || _nodes < nodes) return false;
        _nodes -= nodes;
        _depth++;
        return true;
    }

    internal void Leave() => _depth--;
}
