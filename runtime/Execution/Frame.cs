namespace TinyChain.Runtime.Execution;

/// <summary>Placeholder while the rooms are laid out.</summary>
public sealed class Frame;
