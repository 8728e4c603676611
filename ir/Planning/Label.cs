namespace TinyChain.Ir.Planning;

/// <summary>A place in a plan, set once by the builder.</summary>
public sealed class Label
{
    /// <summary>The index of the step that follows.</summary>
    public int Position { get; internal set; } = -1;

    /// <summary>What is known wherever control goes here from; see KnownValues.</summary>
    internal int? Known { get; set; }

    public override string ToString() => $"@{Position}";
}
