using System.Runtime.CompilerServices;

namespace TinyChain.Ir.Planning.Cost;

/// <summary>
/// What the analysis may still do. Branches share statements and calls share ops, each looked at
/// once for each use; and branches lie within statements within branches.
/// </summary>
internal sealed class CostWork
{
    private const int MaxNodes = 50_000;

    private int _nodes;

    /// <summary>Whether there is work and stack left for one more node.</summary>
    internal bool Take() =>
        ++_nodes <= MaxNodes && RuntimeHelpers.TryEnsureSufficientExecutionStack();
}
