namespace TinyChain.Ir.Planning;

/// <summary>The kinds that a call's operands are brought to before it.</summary>
public readonly record struct OperandKinds(RegisterKind Receiver, RegisterKind Argument)
{
    /// <summary>The method's general body is called, on whole states.</summary>
    public static readonly OperandKinds Whole = Both(RegisterKind.State);

    public static OperandKinds Both(RegisterKind kind) => new(kind, kind);
}
