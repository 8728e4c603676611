namespace TinyChain.Ir.Refs;

/// <summary>What nodes count as when they are data (Limits.StateWeight, StateDepth).</summary>
internal static class NodeSize
{
    /// <summary>About the bytes of the node's JSON, literals and all.</summary>
    internal static long Weight(Node node) => node is LiteralNode literal ? literal.Value.Weight
        : 32 + (node.Closed?.Weight ?? 0) + node.Children.Sum(Weight);

    /// <summary>Levels of the node's JSON, at most: a reference nests two.</summary>
    internal static int Depth(Node node) => node is LiteralNode literal ? literal.Value.Depth
        : 2 + node.Children.Select(Depth).Append(node.Closed?.Depth ?? 0).Max();
}
