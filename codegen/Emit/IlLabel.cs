namespace TinyChain.Codegen.Emit;

/// <summary>A place in a body: the index of the instruction that follows.</summary>
internal sealed class IlLabel
{
    internal int Position { get; set; } = -1;
}
