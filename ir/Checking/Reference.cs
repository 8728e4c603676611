namespace TinyChain.Ir.Checking;

/// <summary>
/// What a name stands for: decided once, so that no name is looked up at run time.
/// </summary>
public readonly record struct Reference(ReferenceKind Kind, int Index);
