namespace TinyChain.Ir.Planning;

/// <summary>
/// A temporary of a plan. A flag is a bool that is false before anything is written to it.
/// </summary>
public sealed record Register(int Index, RegisterKind Kind, bool IsFlag) : Cell
{
    public override string ToString() => $"r{Index}";
}
