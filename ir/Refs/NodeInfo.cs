using TinyChain.Ir.Diagnostics;

namespace TinyChain.Ir.Refs;

/// <summary>A node's identity and place. Given out by <see cref="NodeNumbering"/>.</summary>
public readonly record struct NodeInfo(int Id, TextSpan Span);
