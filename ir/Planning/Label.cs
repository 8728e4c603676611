namespace TinyChain.Ir.Planning;

/// <summary>A place in a plan, set once by the builder.</summary>
public sealed class Label
{
    /// <summary>The index of the step that follows.</summary>
    public int Position { get; internal set; } = -1;

    public override string ToString() => $"@{Position}";
}
