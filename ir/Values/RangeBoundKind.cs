namespace TinyChain.Ir.Values;

/// <summary>How a range ends: `null`, `["in", v]` or `["ex", v]`.</summary>
public enum RangeBoundKind
{
    Open,
    Inclusive,
    Exclusive,
}
