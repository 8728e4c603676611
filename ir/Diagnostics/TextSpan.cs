namespace TinyChain.Ir.Diagnostics;

/// <summary>A stretch of the source's bytes.</summary>
public readonly record struct TextSpan(int Start, int Length);
