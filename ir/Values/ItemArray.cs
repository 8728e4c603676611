namespace TinyChain.Ir.Values;

/// <summary>
/// The items of a tuple that is being made, on their way through a frame. Never seen by a program.
/// </summary>
internal sealed class ItemArray(State[] items) : StateObject
{
    internal State[] Items { get; } = items;

    public override StateClass Class => StateClass.Never;
}
