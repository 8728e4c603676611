namespace TinyChain.Codegen.Emit;

/// <summary>
/// A function of a body: a static method beside it, of the frame, the room that is left, and the
/// op's arguments. It shares the body's literals.
/// </summary>
internal sealed record IlFunction(int Index, Type Result, Type[] Parameters)
{
    /// <summary>Set when all functions are known, for they call one another.</summary>
    internal IlBody Body { get; set; } = null!;

    public override string ToString() => $"function {Index}";
}
