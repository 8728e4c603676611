namespace TinyChain.Ir.Refs;

/// <summary>What nodes count as when they are data (Limits.StateWeight, StateDepth).</summary>
internal static class NodeSize
{
    /// <summary>About the bytes of the node's JSON, literals and all.</summary>
    internal static long Weight(Node node)
    {
        if (node is LiteralNode literal) return literal.Value.Weight;
        var weight = 32 + (node.Closed?.Weight ?? 0);
        foreach (var child in node.Children) weight += Weight(child);
        return weight;
    }

    /// <summary>Levels of the node's JSON, at most: a reference nests two.</summary>
    internal static int Depth(Node node)
    {
        if (node is LiteralNode literal) return literal.Value.Depth;
        var depth = node.Closed?.Depth ?? 0;
        foreach (var child in node.Children) depth = Math.Max(depth, Depth(child));
        return 2 + depth;
    }
}
