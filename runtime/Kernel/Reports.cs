namespace TinyChain.Runtime.Kernel;

/// <summary>
/// What the kernel tells the operator, each a line: what is damaged in the store, what was
/// installed, and what looks wrong in that.
/// </summary>
public sealed record Reports(Action<string> Damaged)
{
    public Action<string> Installed { get; init; } = _ => { };

    public Action<string> Doubtful { get; init; } = _ => { };
}
