namespace TinyChain.Ir.Checking;

/// <summary>What a name of an op stands for.</summary>
public enum ReferenceKind
{
    /// <summary>The node names nothing.</summary>
    None,

    /// <summary>A statement of the form; the index is its place.</summary>
    Statement,

    /// <summary>An input; the index is its place among the op's inputs.</summary>
    Input,
}
