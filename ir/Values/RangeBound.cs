namespace TinyChain.Ir.Values;

/// <summary>One end of a range. An open bound has neither flag's meaning nor a value.</summary>
public readonly record struct RangeBound(RangeBoundKind Kind, State Value);
