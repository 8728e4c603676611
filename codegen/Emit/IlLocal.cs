namespace TinyChain.Codegen.Emit;

/// <summary>A local of a body.</summary>
internal sealed record IlLocal(int Index, Type Type, string Name);
