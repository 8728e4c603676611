namespace TinyChain.Ir.Planning;

/// <summary>How a register holds its state: unboxed where its class is known, else whole.</summary>
public enum RegisterKind
{
    State,
    Bool,
    I64,
    F64,
    C64,

    /// <summary>The items of a tuple, or of one that is being made, while a loop runs.</summary>
    Items,
}
