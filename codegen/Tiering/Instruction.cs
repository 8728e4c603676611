namespace TinyChain.Codegen.Tiering;

/// <summary>
/// A step, decoded for tier 0. `To`, `Left` and `Right` are places in a bank, of numbers or of
/// states as the code says; a jump's `To` is relative to the next instruction. `Extra` is an index
/// into a table of the program, or a number; `Place` is what a fault is blamed on.
/// </summary>
internal readonly record struct Instruction(
    Opcode Code, int To = 0, int Left = 0, int Right = 0, int Place = -1)
{
    internal int Extra { get; init; }
}
